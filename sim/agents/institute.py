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
    Field("field", "i4", "", "technology field: a sector, by its place in the sector table"),
    Field("inventor_share", "f8", "share", "inventors' share of the value of contracts and licences, as bargained"),
    Field("effort", "f8", "ratio", "inventors' effort; 1 at the share and the value of 2012"),
    Field("time_research", "f8", "share", "part of the researchers' time that goes into own research this year"),
    Field("time_contracts", "f8", "share", "part of it for contracts with firms"),
    Field("time_service", "f8", "share", "part of it for joint projects and firms of paired counties"),
    Field("time_unasked", "f8", "share", "part that was kept for firms and counties last quarter and not asked for"),
    Field("contract_time_left", "f8", "person-years", "time for contracts not yet promised; below 0: work to finish"),
    Field("service_time_left", "f8", "person-years", "time for paired counties not yet promised, likewise"),
    Field("contracts_asked", "f8", "yuan", "price of the contracts asked for this year, those turned away included"),
    Field("licences_year", "f8", "yuan", "income from licences this year"),
    Field("research_money", "f8", "yuan", "money for own research received this year"),
    Field("projects_promised", "f8", "yuan / year", "joint projects that paired counties have money for this year"),
    Field("n_pairs", "i4", "counties", "counties that it is paired with"),
    Field("project_income", "i8", "yuan / quarter", "income from joint projects with counties"),
    Field("contract_income", "i8", "yuan / quarter", "income from contracts with firms"),
    Field("patents_pending", "i8", "patents", "invention applications under examination"),
    Field("patents", "i8", "patents", "invention patents in force"),
]
INSTITUTE = dtype_of(FIELDS)
