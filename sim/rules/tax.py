"""Corporate income tax, the price of R&D that follows from it, and what its clauses cost the treasury.

Tax is the whole function T(y) of the year's law, never a constant rate: small low-profit firms pay by brackets, and one
yuan above their limit (3m since 2019) the standard rate falls on all income. `law` is a record or object with the
fields of `sim.rules.tax_law.TAX_LAW_FIELDS`; the rate of recognised firms (HNTE) and of the super-deduction are levers
and come as arguments. Amounts are yuan a year. Plain arithmetic: the same bits compiled and in Python.
Evidence C1-C3; Hall and Jorgenson (1967) for the user cost.
"""

# ASSUMED: just above a cliff a little R&D saves more tax than it costs and its price would be negative. A price needs
# a floor, since it enters a logarithm; away from cliffs the lowest price in the law is 0.45 (25 %, 120 % extra).
LOWEST_PRICE = 0.2

# R&D plans below this are priced as this much: a quotient of tiny differences would be noise.
SMALLEST_PLAN = 1_000.0


def small_profit_enterprise(income, employees, assets, is_industrial, law):
    """Is it a small low-profit enterprise: income (yuan a year), staff (people), assets (yuan) within the limits?"""
    if income > law.small_profit_income_limit:
        return False
    if is_industrial:
        return employees <= law.small_profit_staff_industrial and assets <= law.small_profit_assets_industrial
    return employees <= law.small_profit_staff_other and assets <= law.small_profit_assets_other


def small_profit_tax(income, law):
    """Tax of a small low-profit enterprise on `income` >= 0 (yuan a year).

    Since 2019 by slices: low rate up to the lower limit, high rate above. Before, one rate on all of the income.
    """
    if law.small_profit_by_slice > 0.0:
        low = min(income, law.small_profit_low_limit)
        return low * law.small_profit_rate_low + (income - low) * law.small_profit_rate_high
    if income <= law.small_profit_low_limit:
        return income * law.small_profit_rate_low
    return income * law.small_profit_rate_high


def corporate_tax(income, employees, assets, is_industrial, hnte_rate, law):
    """T(y): tax on taxable income (yuan a year), by the best regime open to the firm; regimes do not stack.

    hnte_rate: the recognised firm's rate, or the standard rate if it is not recognised. A loss pays nothing.
    Never falls as income rises, but jumps at the limits: income after tax does fall there.
    """
    if income <= 0.0:
        return 0.0
    tax = income * min(law.standard_rate, hnte_rate)
    if small_profit_enterprise(income, employees, assets, is_industrial, law):
        tax = min(tax, small_profit_tax(income, law))
    return tax


def unused_deduction(income, deduction):
    """Part of a deduction that finds no profit this year and is carried forward (yuan)."""
    return max(deduction - max(income, 0.0), 0.0)


def user_cost(
    income,
    planned,
    super_deduction,
    employees,
    assets,
    is_industrial,
    hnte_rate,
    law,
    interest,
    knowledge_decay,
    pv_loss,
):
    """Price of one yuan of R&D after tax, per year (share of a yuan).

        u = {1 - [T(y) - T(y - (1 + s) h) + v unused((1 + s) h)] / h} / (1 - tau) * (r + delta)
        tau = [T(y) - T(y - h) + v unused(h)] / h, at most the standard rate

    y taxable income before any R&D, h `planned` R&D (yuan a year), s super-deduction (0 if the firm does not claim it),
    v = pv_loss * rate at which losses are later used: the value of a yuan of deduction carried forward (pv_loss from
    its prior Beta(6, 4); the rate is ASSUMED). Without super-deduction the price is neutral, u = r + delta, in profit
    and in loss alike, except across a cliff, where expensing alone brings the tax down. The bound on tau is there for
    the cliff too: the return on R&D is not taxed at more than the standard rate. Evidence C1.
    """
    h = max(planned, SMALLEST_PLAN)
    deduction = (1.0 + super_deduction) * h
    later = pv_loss * law.rate_losses_used_at
    tax = corporate_tax(income, employees, assets, is_industrial, hnte_rate, law)
    tax_claimed = corporate_tax(income - deduction, employees, assets, is_industrial, hnte_rate, law)
    tax_expensed = corporate_tax(income - h, employees, assets, is_industrial, hnte_rate, law)
    saved = tax - tax_claimed + later * unused_deduction(income, deduction)
    rate = (tax - tax_expensed + later * unused_deduction(income, h)) / h
    rate = min(rate, law.standard_rate)
    return max(1.0 - saved / h, LOWEST_PRICE) / (1.0 - rate) * (interest + knowledge_decay)


def hnte_tax_gain(income, employees, assets, is_industrial, hnte_rate, law):
    """Tax that recognition as a high-tech firm saves on this taxable income (yuan a year, >= 0).

    Nil for small low-profit firms since 2016: their own brackets are lower. Evidence C1.
    """
    plain = corporate_tax(income, employees, assets, is_industrial, law.standard_rate, law)
    return plain - corporate_tax(income, employees, assets, is_industrial, hnte_rate, law)


def forgone_super_deduction(income, extra, employees, assets, is_industrial, hnte_rate, law):
    """Tax forgone by the super-deduction at unchanged behaviour (yuan, >= 0).

    income: taxable income with R&D expensed but without the `extra` deduction (yuan). What finds no profit this year
    costs nothing now; it returns as a loss carried forward.
    """
    without = corporate_tax(income, employees, assets, is_industrial, hnte_rate, law)
    return without - corporate_tax(income - extra, employees, assets, is_industrial, hnte_rate, law)


def forgone_hnte(income, employees, assets, is_industrial, hnte_rate, law):
    """Tax forgone by the recognised firm's rate at unchanged behaviour (yuan, >= 0); income as it is finally taxed."""
    return hnte_tax_gain(income, employees, assets, is_industrial, hnte_rate, law)


def allowed_in_prepayment(quarter_of_year, law):
    """Quarters of this year's R&D whose super-deduction the prepayment made in this quarter (1-4) may take, in all.

    None until 2020 (all of it at the annual settlement, in the second quarter of the next year), three in October
    2021-22, two in July and three in October since 2023. Evidence C2.
    """
    if quarter_of_year == 3:
        return law.prepayment_july_quarters
    if quarter_of_year == 4:
        return law.prepayment_october_quarters
    return 0.0


def loss_life(is_hnte_or_tech_sme, law):
    """Years that a loss of this firm may be carried forward."""
    if is_hnte_or_tech_sme:
        return law.loss_years_hnte
    return law.loss_years


def carried_losses(firm):
    """Losses that may still be set against profit (yuan). firm.loss_1 is last year's, firm.loss_10 ten years old."""
    recent = firm.loss_1 + firm.loss_2 + firm.loss_3 + firm.loss_4 + firm.loss_5
    return recent + firm.loss_6 + firm.loss_7 + firm.loss_8 + firm.loss_9 + firm.loss_10


def use_losses(firm, income):
    """Set carried losses against the year's income, oldest first; returns the taxable income left (yuan, >= 0).

    Changes the firm's losses. Called once a year, when it is settled, before `age_losses`.
    """
    left = max(income, 0.0)
    if left <= 0.0 or carried_losses(firm) <= 0.0:
        return left
    used = min(left, firm.loss_10)
    firm.loss_10 -= used
    left -= used
    used = min(left, firm.loss_9)
    firm.loss_9 -= used
    left -= used
    used = min(left, firm.loss_8)
    firm.loss_8 -= used
    left -= used
    used = min(left, firm.loss_7)
    firm.loss_7 -= used
    left -= used
    used = min(left, firm.loss_6)
    firm.loss_6 -= used
    left -= used
    used = min(left, firm.loss_5)
    firm.loss_5 -= used
    left -= used
    used = min(left, firm.loss_4)
    firm.loss_4 -= used
    left -= used
    used = min(left, firm.loss_3)
    firm.loss_3 -= used
    left -= used
    used = min(left, firm.loss_2)
    firm.loss_2 -= used
    left -= used
    used = min(left, firm.loss_1)
    firm.loss_1 -= used
    return left - used


def age_losses(firm, income, years):
    """Close the year: every loss grows a year older, and a negative `income` of the year (yuan) becomes loss_1.

    years: `loss_life`. With five, what is five years old now expires; with ten (recognised firms and technology SMEs
    since 2018) it lives on. A loss once past five years keeps its ten, also if the firm loses the mark. What is lost
    is returned (yuan).
    """
    expired = firm.loss_10
    firm.loss_10 = firm.loss_9
    firm.loss_9 = firm.loss_8
    firm.loss_8 = firm.loss_7
    firm.loss_7 = firm.loss_6
    firm.loss_6 = firm.loss_5
    if years <= 5.0:
        expired += firm.loss_6
        firm.loss_6 = 0.0
    firm.loss_5 = firm.loss_4
    firm.loss_4 = firm.loss_3
    firm.loss_3 = firm.loss_2
    firm.loss_2 = firm.loss_1
    firm.loss_1 = max(-income, 0.0)
    return expired
