"""The quarter, on one page. The order of events is an assumption; it stands nowhere else."""

from sim import steps
from sim.agents.government import FLOWS, STOCKS
from sim.levers.innovation_voucher import APPLY as firms_apply_for_vouchers
from sim.levers.rd_post_subsidy import post_subsidies_are_decided


def quarter(world):
    """One quarter of every lane of a world."""
    world.law_takes_effect()
    world.start_at_zero(FLOWS)
    world.do(steps.books_are_opened)

    world.do(steps.governments_set_budgets)  # first quarter: the year's S&T money and pools
    world.do(steps.governments_pay_in, season=1)  # margins of risk pools, capital of guidance funds
    world.do(steps.new_institutes_are_announced, season=1)
    world.make_room("institutes", "n_opening")
    world.do(steps.new_institutes_open, season=1)
    world.do(steps.counties_are_paired, season=1)
    world.do(steps.transfer_agencies_are_paid)
    world.do(steps.alliances_are_formed, season=1)
    world.do(steps.digital_platforms_are_run, season=1)
    world.do(steps.productivity_centres_are_paid)
    world.do(steps.laboratories_are_funded)
    world.do(steps.checks_are_by_sample)
    world.do(steps.rd_reports_are_checked, season=1)
    world.do(steps.commissioners_are_assigned, season=1)  # institutes lend researchers' days
    world.do(steps.officials_serve)  # they visit firms
    world.do(steps.institutes_take_up_reforms)
    world.do(steps.institutes_plan_time)  # first quarter: how researchers divide the rest of the year
    world.do(steps.joint_projects_are_run)
    world.do(steps.townships_decide, season=1)  # whom to serve, how hard to try for the title
    world.do(steps.reserve_is_drawn_up, season=1)  # firms near a title
    world.do(steps.reserve_is_visited)
    world.do(steps.cities_reward_titles, season=1)
    world.do(steps.places_are_built)  # platforms and zones
    world.do(steps.firms_are_attracted)  # first quarter: by packages of cities
    world.do(steps.firms_move_to_zones, season=1)
    world.do(steps.clusters_are_supported, season=1)
    world.do(steps.villages_are_supported)  # courses, parks, brands
    world.do(steps.institutes_do_research)
    world.do(steps.talent_grants_are_awarded, season=1)
    world.do(steps.students_are_enrolled, season=1)
    world.do(steps.natives_return)
    world.do(steps.talent_is_announced)
    world.make_room("talent", "n_arriving")
    world.do(steps.talent_moves)
    world.do(steps.public_orders_are_placed, season=1)
    world.do(steps.fortunes_turn, season=1)
    world.do(steps.standards_are_set, season=1)
    world.do(steps.markets_clear)

    world.do(steps.offices_visit_firms, season=1)
    world.do(steps.rd_units_are_recognised, season=1)
    world.do(steps.firms_seek_recognition, season=2)
    world.do(steps.problems_are_posted, season=1)  # and last year's paid, if solved
    world.do(steps.firms_plan_rd)
    world.do(firms_apply_for_vouchers)
    world.do(steps.venture_deals_are_made)
    world.do(steps.counties_support_projects, season=2)
    world.do(steps.cities_support_projects, season=1)
    world.do(steps.province_adds_to_growing_rd, season=1)
    world.do(steps.money_is_raised)
    world.do(steps.firms_hire)
    world.do(steps.talent_is_paid)  # housing and allowances of those who hold a place
    world.do(steps.knowledge_spills_over)
    world.do(steps.firms_innovate)
    world.do(steps.firms_buy_contracts)
    world.do(post_subsidies_are_decided)  # fourth quarter: firms claim for the year's R&D

    world.do(steps.firms_settle)  # sales, costs, tax on the true filing calendar, debt, owners
    world.do(steps.venture_stakes_are_sold)
    world.do(steps.investments_are_announced)
    world.make_room("firms", "n_investing")
    world.do(steps.large_firms_leave_and_come)  # on the dates of the scenario's events
    world.do(steps.firms_are_announced)
    world.make_room("firms", "n_entering")
    world.do(steps.firms_exit_and_enter)
    world.do(steps.vouchers_of_closed_firms_return)
    world.do(steps.inventors_decide)  # of institutes: whether to found a firm on a result
    world.make_room("firms", "n_spin_offs")
    world.do(steps.spin_offs_enter)
    world.do(steps.commissioners_go_out)
    world.do(steps.townships_adopt)

    world.do(steps.recognition_is_awarded, season=4)
    world.do(steps.titles_are_awarded, season=4)
    world.start_at_zero(STOCKS)
    world.do(steps.indicators_are_measured)
    world.do(steps.places_are_counted)
    world.do(steps.talent_is_counted)
    world.do(steps.zones_are_recognised, season=4)  # on this quarter's figures
    world.do(steps.provinces_award_statuses, season=4)  # on this quarter's figures
    world.do(steps.statuses_are_counted)
    world.close_quarter()
