"""Rural towns and townships: farm households in ordinary and poor villages, techniques, services, statuses."""

from sim.engine.records import Field, dtype_of

SERVICES = ["programme", "paired_teams", "sent_experts", "online_answers"]
"""Services for poor villages that governments above the county pay for, from people whom institutes lend."""

PROGRAMME, PAIRED_TEAMS, SENT_EXPERTS, ONLINE_ANSWERS = range(len(SERVICES))
N_SERVICES = len(SERVICES)

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
    Field("is_certified", "i1", "0 or 1", "its specialty product is certified"),
    Field("price_gain", "f8", "log", "what that adds to the effect of adoption on household income"),
    Field("poor_share", "f8", "share", "decision: share of commissioners' days for poor villages"),
    Field(
        "drive", "f8", "share", "decision: share of the office's service for poor villages put into the contest instead"
    ),
    Field("reported", "f8", "share", "decision: part of that effort that goes into what is reported"),
    Field("service_days", "f8", "days / year", "days paid for from above in poor villages (SERVICES)", N_SERVICES),
    Field("service_cost", "f8", "yuan / year", "what these days cost who pays for them (SERVICES)", N_SERVICES),
    Field("served", "f8", "villages", "villages served this year"),
    Field("poor_served_in_a_year", "f8", "villages", "most that commissioners, teams and experts served in one year"),
    Field("poor_served_by_programme", "f8", "villages", "poor villages that the province's programme has served"),
    Field("is_paired", "i1", "0 or 1", "paired with a team that the province pays"),
    Field("has_park", "i1", "0 or 1", "has a demonstration park of the poverty programme"),
    Field("organisation", "f8", "standard normal", "how well the township office is run; fixed"),
    Field("score", "f8", "index", "score in the contest for innovative township"),
    Field("is_innovative", "i1", "0 or 1", "recognised as an innovative township"),
]
TOWNSHIP = dtype_of(FIELDS)
