"""R&D workers (person-years): where they live, for whom they work, how skilled they are.

What a worker does follows from the employer: its sector or field, and the county's wage times the worker's skill
(rules.labour.own_wage). It is not kept twice.
"""

from sim.engine.records import Field, dtype_of

IDLE = -1

NATIVE, MOVED, RETURNEE = range(3)  # origin

FIELDS = [
    Field("key", "u8", "", "stable identity: county and quarter of arrival, slot"),
    Field("alive", "i1", "0 or 1", "in the region's R&D labour market"),
    Field(
        "origin", "i1", "0 to 2", "came from school or another trade (0), from another county (1), as a returnee (2)"
    ),
    Field("skill", "i2", "1/1000", "productivity in R&D; 1000 is the mean"),
    Field("county", "i4", "", "county of residence"),
    Field("employer", "i4", "", "firm's row in the lane; -1 none; -2 - k institute k"),
    Field("born", "i2", "year", "year of birth"),
    Field("grant", "i2", "1000 yuan / year", "personal part of a talent grant held, while in the county and in a post"),
    Field("idle_since", "i4", "quarter", "quarter since which without a post"),
    Field("came", "i2", "quarter", "quarter of arrival in the county; 0 for those there from the start"),
    Field("housed", "i1", "0 or 1", "holds a place in the county's housing for R&D workers"),
    Field("titled", "i1", "0 or 1", "holds a local title, at the higher pay that goes with it, while in the post"),
    Field("allowance_until", "i2", "quarter", "quarter in which a graduate's allowance ends; 0 for one without"),
    Field("grant_until", "i4", "quarter", "quarter in which the talent grant ends; 0 for one who never had any"),
]
TALENT = dtype_of(FIELDS)
