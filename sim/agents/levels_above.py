"""Governments above the counties: the province and its prefectures."""

from sim.agents.government import BUDGET, N_CRITERIA, N_PREFECTURE_POOLS, N_PROVINCE_POOLS
from sim.engine.records import Field, dtype_of

PROVINCE_FIELDS = [
    Field("key", "u8", "", "GB/T 2260 code"),
    *BUDGET,
    Field("pools", "i8", "yuan", "what is left of the money set aside (PROVINCE_POOLS)", N_PROVINCE_POOLS),
    Field("villages_planned", "f8", "villages", "poor villages that the poverty programme has had money for so far"),
    Field("service_money", "i8", "yuan / year", "money of the year planned for its pairings and villages"),
    Field("parks_built", "i8", "parks", "demonstration parks of the poverty programme"),
    Field("zone_paid", "i8", "yuan", "paid so far for the programme's agricultural zone"),
    Field("publishes_index", "i1", "0 or 1", "the index of county innovation capacity has been published this year"),
    Field("platform_built", "i8", "yuan", "paid so far for building its digital platform"),
    Field("average", "f8", "", "the region's figures of the year, by criterion (CRITERIA)", N_CRITERIA),
]
PROVINCE = dtype_of(PROVINCE_FIELDS)

PREFECTURE_FIELDS = [
    Field("key", "u8", "", "GB/T 2260 code"),
    Field("share_budget", "f8", "share", "share of its counties in the region's budget"),
    *BUDGET,
    Field("pools", "i8", "yuan", "what is left of the money set aside (PREFECTURE_POOLS)", N_PREFECTURE_POOLS),
    Field("talent_set_aside", "i8", "yuan / year", "money of the year for talent grants"),
    Field("platform_built", "i8", "yuan", "paid so far for building its digital platform"),
]
PREFECTURE = dtype_of(PREFECTURE_FIELDS)
