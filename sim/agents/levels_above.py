"""Governments above the counties: the province and its prefectures."""

from sim.agents.government import BUDGET, N_CRITERIA, N_PREFECTURE_POOLS, N_PROVINCE_POOLS
from sim.engine.records import Field, dtype_of

PROVINCE_FIELDS = [
    Field("key", "u8", "", "GB/T 2260 code"),
    *BUDGET,
    Field("pools", "i8", "yuan", "what is left of the money set aside (PROVINCE_POOLS)", N_PROVINCE_POOLS),
    Field("of_cities", "i1", "0 or 1", "pools that its cities have filled this year", N_PROVINCE_POOLS),
    Field("villages_planned", "f8", "villages", "poor villages that the poverty programme has had money for so far"),
    Field("service_money", "i8", "yuan / year", "money of the year planned for its pairings and villages"),
    Field("parks_built", "i8", "parks", "demonstration parks of the poverty programme"),
    Field("zone_paid", "i8", "yuan", "paid so far for the programme's agricultural zone"),
    Field("publishes_index", "i1", "0 or 1", "the index of county innovation capacity has been published this year"),
    Field("problems_open", "i8", "problems", "problems that firms work on for a prize"),
    Field("prizes_owed", "i8", "yuan", "prizes of the problems that are at work"),
    Field("growth_asked", "f8", "yuan", "its part of the rise of R&D that firms with reserves ask for this year"),
    Field("platform_built", "i8", "yuan", "paid so far for building its digital platform"),
    Field("average", "f8", "", "the region's figures of the year, by criterion (CRITERIA)", N_CRITERIA),
]
PROVINCE = dtype_of(PROVINCE_FIELDS)

PREFECTURE_FIELDS = [
    Field("key", "u8", "", "GB/T 2260 code"),
    Field("share_budget", "f8", "share", "share of its counties in the region's budget"),
    *BUDGET,
    Field("pools", "i8", "yuan", "what is left of the money set aside (PREFECTURE_POOLS)", N_PREFECTURE_POOLS),
    Field("joint_asked", "f8", "yuan", "what firms ask of it for projects with a contract this year"),
    Field("talent_set_aside", "i8", "yuan / year", "money of the year for talent grants"),
    Field("publishes_ranking", "i1", "0 or 1", "a third party has ranked its counties this year"),
    Field("platform_built", "i8", "yuan", "paid so far for building its digital platform"),
]
PREFECTURE = dtype_of(PREFECTURE_FIELDS)
