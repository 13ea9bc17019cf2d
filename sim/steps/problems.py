"""The province posts key problems with a prize once a year, and pays for those that are solved."""

from sim.agents.government import PRIZE_POOL
from sim.engine.ledger import PROBLEM_PRIZE, PROVINCE_PURSE, PROVINCE_REVENUE, firm_receives, whole
from sim.engine.luck import luck, luck_key
from sim.levers.jiebang_guashuai import SECTOR_OF_PROBLEM, TERM, is_solved, is_worth_it, may_bid, promised
from sim.levers.support import province_gives, raised
from sim.rules.signals import give_signal
from sim.sectors import N_SECTORS


def problems_are_posted(lanes, provinces, counties, firms, purses, ledger):
    """First quarter: last year's problems are judged and paid, this year's are posted and won.

    The prizes owed are set aside when they fall due, in the next year's budget. With the channel of contests closed no
    problem is posted: who wins would depend on firms of other counties.
    """
    for lane in lanes:
        law = lane.law.jiebang_guashuai
        province = provinces[lane.first_province]
        if province.problems_open > 0:
            judge_problems(lane, province, counties, firms, purses, ledger)
        province.problems_open = 0
        if lane.channel_contests == 0 or not is_worth_it(law, lane.belief.discount):
            continue
        drawn_sector = luck_key(lane.seed, SECTOR_OF_PROBLEM, lane.given.year)
        for k in range(int(law.problems_per_year)):
            i = best_bidder(lane, firms, int(luck(drawn_sector, k) * N_SECTORS), law)
            if i >= 0:
                promise_work(lane, province, firms[i], law)


def best_bidder(lane, firms, sector, law):
    """Row of the bidder of this sector that knows most; -1 if nobody bids. Of equals the older one wins."""
    best = -1
    for i in range(lane.first_firm, lane.end_firm):
        firm = firms[i]
        if firm.sector == sector and may_bid(firm, law) and (best < 0 or firm.knowledge > firms[best].knowledge):
            best = i
    return best


def promise_work(lane, province, firm, law):
    """The winner promises the work on top of its own R&D; the province owes the prize."""
    firm.problem_due = lane.quarter + TERM
    firm.problem_rd = promised(firm.rd, firm.stands_for, law)
    firm.problem_done = 0.0
    firm.problem_prize = whole(law.prize) // firm.stands_for
    province.prizes_owed += firm.problem_prize * firm.stands_for
    province.problems_open += 1


def judge_problems(lane, province, counties, firms, purses, ledger):
    """Problems that are due are paid if the promised R&D was done; the others are forgotten."""
    for i in range(lane.first_firm, lane.end_firm):
        firm = firms[i]
        if not firm.alive or firm.problem_due == 0 or firm.problem_due > lane.quarter:
            continue
        firm.problem_due = 0
        if not is_solved(firm.problem_done, firm.problem_rd, lane.law_last_year.jiebang_guashuai):
            continue
        c = lane.first_county + firm.county
        county = counties[c]
        yuan = province_gives(lane, province, county, PRIZE_POOL, firm.problem_prize, firm.stands_for)
        if yuan <= 0:
            continue
        purse = raised(PROVINCE_PURSE, PROVINCE_REVENUE, yuan * firm.stands_for, c, purses, ledger)
        firm_receives(firm, purse, yuan, ledger, c, PROBLEM_PRIZE)
        firm.income_year += yuan
        give_signal(firm, lane.quarter, lane.belief)
        county.yuan_fiscal_st += yuan * firm.stands_for
        county.yuan_rd_firms_government += yuan * firm.stands_for
        county.n_problems_solved += 1.0
