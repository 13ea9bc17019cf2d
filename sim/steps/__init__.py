"""The steps of the quarter, each a plain function over agents. The order stands in sim/calendar.py, nowhere else."""

from sim.steps.entry_exit import firms_are_announced, firms_exit_and_enter
from sim.steps.firms import firms_plan_rd, money_is_raised, recognition_is_awarded
from sim.steps.governments import governments_set_budgets, provinces_award_statuses
from sim.steps.innovation import firms_innovate, knowledge_spills_over
from sim.steps.institutes import institutes_do_research
from sim.steps.markets import markets_clear, public_orders_are_placed
from sim.steps.measurement import books_are_opened, indicators_are_measured
from sim.steps.places import (
    clusters_are_supported,
    firms_move_to_zones,
    places_are_built,
    places_are_counted,
    zones_are_recognised,
)
from sim.steps.settlement import firms_settle
from sim.steps.talent import firms_hire, talent_is_announced, talent_moves
from sim.steps.titles import reserve_is_drawn_up, reserve_is_visited, titles_are_awarded
from sim.steps.townships import commissioners_go_out, townships_adopt

__all__ = [
    "books_are_opened",
    "clusters_are_supported",
    "commissioners_go_out",
    "firms_are_announced",
    "firms_exit_and_enter",
    "firms_hire",
    "firms_innovate",
    "firms_move_to_zones",
    "firms_plan_rd",
    "firms_settle",
    "governments_set_budgets",
    "indicators_are_measured",
    "institutes_do_research",
    "knowledge_spills_over",
    "markets_clear",
    "money_is_raised",
    "places_are_built",
    "places_are_counted",
    "provinces_award_statuses",
    "public_orders_are_placed",
    "recognition_is_awarded",
    "reserve_is_drawn_up",
    "reserve_is_visited",
    "talent_is_announced",
    "talent_moves",
    "titles_are_awarded",
    "townships_adopt",
    "zones_are_recognised",
]
