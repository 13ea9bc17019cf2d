"""Training of technology entrepreneurs: the county pays courses for heads of young technology firms.

Enters      a firm's gap to the practice of better firms, of which advice closes a part; a course is as much advice as
            visits of a commissioner of as many days
Reaches     young technology SMEs that the office reaches and that lag behind, once each, if what they expect to learn
            is worth the days of their head
Paid by     the county, from its S&T envelope, until the money runs out
Evidence    E183 for returns to knowledge; E196: incumbents learn slowly; none for such courses
Not here    survival or growth: they follow from productivity
"""


def pool(law, weight):
    """Money for courses of a county and year (yuan)."""
    return law.annual_budget_county * weight


def may_attend(firm, quarter, law):
    """Is it a young technology SME that the office has reached and whose head has attended no course?"""
    young = quarter - firm.founded < 4.0 * law.most_years
    return firm.is_tech_sme == 1 and firm.is_reached == 1 and firm.is_trained == 0 and young


def attends(gain, wage, working_days, law):
    """Is what the firm expects to gain in a year (yuan) worth the days of its head? wage: yuan a year."""
    return gain > wage * law.course_days / working_days
