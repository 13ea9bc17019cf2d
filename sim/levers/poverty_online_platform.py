"""Online platform of poverty relief: households of poor counties ask, experts of institutes answer.

Enters      contact of households in poor villages: who has had an answer counts as reached in that quarter
Reaches     the region's poor counties, by their poor villages; so many questions a month in each
Paid by     the province: first the platform itself, then a fee an answer; experts answer in time that institutes lend
Evidence    E44: services help in poor counties, information alone least
Not here    sales through the platform: prices of farm products are specialty_product_branding
"""


def pool(law):
    """Money of a year (yuan)."""
    return law.annual_budget


def answers_paid(yuan, counties, law):
    """Answers in each of so many counties in a year: what is asked, as far as the money goes once the platform runs."""
    if law.annual_budget <= 0.0 or yuan < law.platform_cost or counties <= 0.0:
        return 0.0
    asked = 12.0 * law.requests_per_county_month
    if law.cost_per_answer <= 0.0:
        return asked
    return min(asked, (yuan - law.platform_cost) / (law.cost_per_answer * counties))


def reached_by_answers(days, law):
    """Number of households that a quarter's answers reach, given the days of a year that experts spend on them."""
    if law.days_per_request <= 0.0:
        return 0.0
    return days / law.days_per_request / 4.0
