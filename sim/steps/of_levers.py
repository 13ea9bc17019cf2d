"""Steps that change nothing before one of their levers is in force.

A world leaves such a step out until then (sim/world.py), so that it costs neither time nor compilation. Steps that are
not here act under national law alone as well.
"""

from collections.abc import Callable

from sim import steps
from sim.levers.innovation_voucher import APPLY as firms_apply_for_vouchers
from sim.levers.rd_post_subsidy import post_subsidies_are_decided

EVENTS = "events"
"""Stands for dated events of the scenario."""

LEVERS_OF: dict[Callable, tuple[str, ...]] = {
    steps.governments_pay_in: ("loan_guarantee_risk_pool", "vc_guidance_fund", "ppp_and_vc_alliance"),
    steps.new_institutes_are_announced: ("new_rd_institutions",),
    steps.new_institutes_open: ("new_rd_institutions",),
    steps.counties_are_paired: ("university_county_pairing",),
    steps.joint_projects_are_run: ("university_county_pairing",),
    steps.transfer_agencies_are_paid: ("tech_transfer_services",),
    steps.alliances_are_formed: ("innovation_alliances",),
    steps.digital_platforms_are_run: ("digital_innovation_platform",),
    steps.productivity_centres_are_paid: ("productivity_promotion_centres",),
    steps.laboratories_are_funded: ("national_platforms_labs",),
    steps.checks_are_by_sample: ("trust_and_fault_tolerance",),
    steps.commissioners_are_assigned: (
        "science_tech_commissioners",
        "st_county_officials",
        "poverty_1_10_100_1000",
        "poverty_online_platform",
        "poverty_pairing",
        "three_zones_talent",
    ),
    steps.commissioners_go_out: ("science_tech_commissioners",),
    steps.officials_serve: ("st_county_officials",),
    steps.reserve_is_drawn_up: ("firm_gradient_cultivation", "one_off_awards"),
    steps.cities_reward_titles: ("one_off_awards", "ip_awards"),
    steps.places_are_built: ("startup_incubation_platforms", "parks_and_hitech_zones"),
    steps.firms_are_attracted: ("investment_attraction",),
    steps.clusters_are_supported: ("industrial_cluster_support",),
    steps.villages_are_supported: (
        "farmer_and_skill_training",
        "agri_tech_parks_demonstration",
        "specialty_product_branding",
        "ecommerce_business_model",
        "agri_chain_household_model",
    ),
    steps.talent_grants_are_awarded: ("talent_grants",),
    steps.students_are_enrolled: ("education_industry_integration",),
    steps.natives_return: ("returnees_and_three_villages", "returnee_startup_risk_sharing"),
    steps.public_orders_are_placed: ("innovation_procurement",),
    steps.rd_units_are_recognised: ("enterprise_rd_units",),
    steps.rd_reports_are_checked: ("enterprise_rd_investment_system",),
    steps.standards_are_set: ("standards_and_brands",),
    steps.problems_are_posted: ("jiebang_guashuai",),
    firms_apply_for_vouchers: ("innovation_voucher",),
    steps.vouchers_of_closed_firms_return: ("innovation_voucher",),
    steps.cities_support_projects: ("grants_and_interest_subsidy",),
    steps.province_adds_to_growing_rd: ("rd_reserve_fund",),
    steps.talent_is_paid: ("talent_fund_housing", "graduates_to_counties", "title_evaluation_reform"),
    post_subsidies_are_decided: ("rd_post_subsidy",),
    steps.investments_are_announced: (EVENTS,),
    steps.large_firms_leave_and_come: (EVENTS,),
}
