"""Rural towns and townships: farm households, techniques, commissioner contact, innovative status."""

from sim.engine.records import Field, dtype_of

FIELDS = [
    Field("key", "u8", "", "stable identity"),
    Field("county", "i4", "", "county"),
    Field("households", "f8", "households", "farm households"),
    Field("contact", "f8", "share", "share of households that a commissioner reaches"),
    Field("adoption", "f8", "share", "share of households that use improved techniques"),
    Field("base_income", "f8", "yuan / household / year", "income without improved techniques"),
    Field("income", "f8", "yuan / household / year", "mean household income"),
    Field("income_effect", "f8", "log", "effect of adoption on household income"),
    Field("organisation", "f8", "standard normal", "how well the township office is run; fixed"),
    Field("score", "f8", "index", "score in the contest for innovative township"),
    Field("is_innovative", "i1", "0 or 1", "recognised as an innovative township"),
]
TOWNSHIP = dtype_of(FIELDS)
