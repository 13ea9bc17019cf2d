"""Rural towns and townships: farm households in ordinary and poor villages, techniques, services, statuses."""

from sim.engine.records import Field, dtype_of

FIELDS = [
    Field("key", "u8", "", "stable identity"),
    Field("county", "i4", "", "county"),
    Field("households", "f8", "households", "farm households"),
    Field("villages", "f8", "villages", "administrative villages"),
    Field("poor_villages", "f8", "villages", "registered poor villages among them, of 2014 to 2020"),
    Field("is_poor", "i1", "0 or 1", "poverty mark: a quarter of its villages or more are poor"),
    Field("poverty_rank", "i4", "", "place among the region's townships by poor villages; 1 has the most"),
    Field("contact_ordinary", "f8", "share", "share of households outside poor villages that a service reaches"),
    Field("contact_poor", "f8", "share", "the same in poor villages"),
    Field("adoption_ordinary", "f8", "share", "share of households outside poor villages with improved techniques"),
    Field("adoption_poor", "f8", "share", "the same in poor villages"),
    Field("adoption", "f8", "share", "share of all households that use improved techniques"),
    Field("adoption_2012", "f8", "share", "the same at the start"),
    Field("base_income", "f8", "yuan / household / year", "mean income without improved techniques"),
    Field("income", "f8", "yuan / household / year", "mean household income"),
    Field("income_effect", "f8", "log", "effect of adoption on household income"),
    Field("poor_share", "f8", "share", "decision: share of commissioners' days for poor villages"),
    Field(
        "drive", "f8", "share", "decision: share of the office's service for poor villages put into the contest instead"
    ),
    Field("reported", "f8", "share", "decision: part of that effort that goes into what is reported"),
    Field("programme_days", "f8", "days / year", "days that the province pays for in poor villages this year"),
    Field("served", "f8", "villages", "villages served this year"),
    Field("poor_served_by_county", "f8", "villages", "poor villages that commissioners ever served in one year"),
    Field("poor_served_by_programme", "f8", "villages", "poor villages that the province's programme has served"),
    Field("is_paired", "i1", "0 or 1", "paired with a team of the poverty programme"),
    Field("has_park", "i1", "0 or 1", "has a demonstration park of the poverty programme"),
    Field("organisation", "f8", "standard normal", "how well the township office is run; fixed"),
    Field("score", "f8", "index", "score in the contest for innovative township"),
    Field("is_innovative", "i1", "0 or 1", "recognised as an innovative township"),
]
TOWNSHIP = dtype_of(FIELDS)
