"""Institutes: universities, public institutes and other non-firm performers of R&D."""

from sim.engine.records import Field, dtype_of

FIELDS = [
    Field("key", "u8", "", "stable identity"),
    Field("alive", "i1", "0 or 1", "exists"),
    Field("county", "i4", "", "county"),
    Field("weight", "f8", "share", "share of the region's institute R&D that the centre funds"),
    Field("rd", "f8", "yuan / quarter", "R&D that its money allows"),
    Field("rd_done", "f8", "yuan / quarter", "R&D performed with the staff at hand"),
    Field("knowledge", "f8", "yuan", "technology stock"),
    Field("n_needed", "i8", "agents", "researchers wanted, in talent agents"),
    Field("n_rd_workers", "i8", "agents", "researchers employed, in talent agents"),
    Field("skill_sum", "i8", "1/1000", "sum of their skills"),
    Field("service_time", "f8", "share", "researchers' time lent to townships, firms and poor villages this year"),
    Field("to_release", "i8", "agents", "researchers to let go this quarter"),
    Field("cash", "i8", "yuan", "money at hand"),
    Field("contract_income", "i8", "yuan / quarter", "income from contracts with firms"),
    Field("patents_pending", "i8", "patents", "invention applications under examination"),
    Field("patents", "i8", "patents", "invention patents in force"),
]
INSTITUTE = dtype_of(FIELDS)
