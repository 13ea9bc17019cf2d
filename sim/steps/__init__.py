"""The steps of the quarter, each a plain function over agents. The order stands in sim/calendar.py, nowhere else."""

from sim.steps.alliances import alliances_are_formed
from sim.steps.allowances import talent_is_counted, talent_is_paid
from sim.steps.attraction import firms_are_attracted
from sim.steps.commissioners import commissioners_are_assigned, commissioners_go_out
from sim.steps.contracts import firms_buy_contracts, vouchers_of_closed_firms_return
from sim.steps.entry_exit import firms_are_announced, firms_exit_and_enter
from sim.steps.events import investments_are_announced, large_firms_leave_and_come
from sim.steps.finance import money_is_raised
from sim.steps.firms import firms_plan_rd
from sim.steps.governments import governments_set_budgets
from sim.steps.grants import talent_grants_are_awarded
from sim.steps.innovation import firms_innovate, knowledge_spills_over
from sim.steps.institutes import institutes_do_research, institutes_plan_time
from sim.steps.joint_training import students_are_enrolled
from sim.steps.laboratories import checks_are_by_sample, laboratories_are_funded
from sim.steps.markets import fortunes_turn, markets_clear, public_orders_are_placed
from sim.steps.measurement import books_are_opened, indicators_are_measured
from sim.steps.new_institutes import new_institutes_are_announced, new_institutes_open
from sim.steps.office import officials_serve
from sim.steps.places import (
    clusters_are_supported,
    firms_move_to_zones,
    places_are_built,
    places_are_counted,
    zones_are_recognised,
)
from sim.steps.problems import problems_are_posted
from sim.steps.projects import cities_support_projects, counties_support_projects, province_adds_to_growing_rd
from sim.steps.public_capital import governments_pay_in
from sim.steps.rd_units import rd_units_are_recognised
from sim.steps.recognition import firms_seek_recognition, offices_visit_firms, recognition_is_awarded
from sim.steps.reforms import institutes_take_up_reforms
from sim.steps.reports import rd_reports_are_checked
from sim.steps.returnees import natives_return
from sim.steps.services import (
    counties_are_paired,
    digital_platforms_are_run,
    joint_projects_are_run,
    productivity_centres_are_paid,
    transfer_agencies_are_paid,
)
from sim.steps.settlement import firms_settle
from sim.steps.spin_offs import inventors_decide, spin_offs_enter
from sim.steps.standards import standards_are_set
from sim.steps.statuses import provinces_award_statuses, statuses_are_counted
from sim.steps.talent import firms_hire, talent_is_announced, talent_moves
from sim.steps.titles import cities_reward_titles, reserve_is_drawn_up, reserve_is_visited, titles_are_awarded
from sim.steps.townships import townships_adopt, townships_decide
from sim.steps.venture import venture_deals_are_made, venture_stakes_are_sold
from sim.steps.villages import villages_are_supported

__all__ = [
    "alliances_are_formed",
    "books_are_opened",
    "checks_are_by_sample",
    "cities_reward_titles",
    "cities_support_projects",
    "clusters_are_supported",
    "commissioners_are_assigned",
    "commissioners_go_out",
    "counties_are_paired",
    "counties_support_projects",
    "digital_platforms_are_run",
    "firms_are_announced",
    "firms_are_attracted",
    "firms_buy_contracts",
    "firms_exit_and_enter",
    "firms_hire",
    "firms_innovate",
    "firms_move_to_zones",
    "firms_plan_rd",
    "firms_seek_recognition",
    "firms_settle",
    "fortunes_turn",
    "governments_pay_in",
    "governments_set_budgets",
    "indicators_are_measured",
    "institutes_do_research",
    "institutes_plan_time",
    "institutes_take_up_reforms",
    "inventors_decide",
    "investments_are_announced",
    "joint_projects_are_run",
    "knowledge_spills_over",
    "laboratories_are_funded",
    "large_firms_leave_and_come",
    "markets_clear",
    "money_is_raised",
    "natives_return",
    "new_institutes_are_announced",
    "new_institutes_open",
    "offices_visit_firms",
    "officials_serve",
    "places_are_built",
    "places_are_counted",
    "problems_are_posted",
    "productivity_centres_are_paid",
    "province_adds_to_growing_rd",
    "provinces_award_statuses",
    "public_orders_are_placed",
    "rd_reports_are_checked",
    "rd_units_are_recognised",
    "recognition_is_awarded",
    "reserve_is_drawn_up",
    "reserve_is_visited",
    "spin_offs_enter",
    "standards_are_set",
    "statuses_are_counted",
    "students_are_enrolled",
    "talent_grants_are_awarded",
    "talent_is_announced",
    "talent_is_counted",
    "talent_is_paid",
    "talent_moves",
    "titles_are_awarded",
    "townships_adopt",
    "townships_decide",
    "transfer_agencies_are_paid",
    "venture_deals_are_made",
    "venture_stakes_are_sold",
    "villages_are_supported",
    "vouchers_of_closed_firms_return",
    "zones_are_recognised",
]
