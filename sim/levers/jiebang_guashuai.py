"""Open competition for key problems: the province posts problems with a prize, and pays on delivery.

Enters      R&D that the winner promises for a year (steps.firms), and its cash when the problem is solved; a public
            body's choice is a signal (rules.signals)
Reaches     R&D-active firms of the problem's sector that have the staff for it: they do at least as much R&D in a year
            as the problem takes. They bid if the prize is worth more than the work; the one that knows most wins
Paid by     the province, four quarters later, if the R&D promised was done
Evidence    E110 for prizes to early work, E122 for who gets R&D money; none for such contests
Not here    institutes as bidders: nothing is paid before delivery, and their research waits for money. They work on
            problems by firms' contracts; that a problem is solved better than other R&D: the winner learns as from any
"""

from sim.engine.luck import decision

SECTOR_OF_PROBLEM = decision("province.sector_of_problem", "from which sector is a problem that the province posts?")
TERM = 4  # quarters from the posting to the delivery


def is_worth_it(law, discount):
    """Does the work pay: is the prize of a year later worth more than what the work costs (True or False)?

    Both count before tax: the prize is income, the R&D an expense.
    """
    return law.prize > 0.0 and law.problems_per_year >= 1.0 and discount * law.prize > law.work


def may_bid(firm, law):
    """May the firm bid: does it do as much R&D in a year as the problem takes, and has it none at work?"""
    return firm.alive and firm.is_rd_active and firm.problem_due == 0 and 4.0 * firm.rd >= law.work


def promised(rd, stands_for, law):
    """R&D of a quarter that the winner promises (yuan): its own and a quarter of the work.

    The firms that an agent stands for share the one problem, its work and its prize.
    """
    return rd + law.work / (TERM * stands_for)


def is_solved(done, promised, law):
    """Is it solved: has the firm done the share of the promised R&D that is asked for (True or False)?"""
    return done >= law.least_done * TERM * promised
