"""Funds: banks' technology windows, private venture funds, guidance funds; what each holds and has learnt.

A bank window lends out of its bank's purse: its cash is always zero. Guidance funds are there from the start, empty
until public capital comes.
"""

from sim.engine.records import Field, dtype_of

BANK, VENTURE, GUIDANCE = range(3)

FIELDS = [
    Field("key", "u8", "", "stable identity"),
    Field("kind", "i1", "", "0 bank's technology window, 1 private venture fund, 2 guidance fund"),
    Field("county", "i4", "", "county of its seat"),
    Field("focus", "i4", "", "sector to which it keeps, by its place in the sector table; -1 any"),
    Field("founded", "i8", "quarter", "quarter in which its first money came (year * 4 + season)"),
    Field("government_share", "f8", "share", "share of its capital that is public"),
    Field("risk_appetite", "f8", "ratio", "odds of saying yes, against the mean fund of its kind"),
    Field("commitment", "f8", "yuan / year", "what its private owners give a year, at the prices of the start"),
    Field("cash", "i8", "yuan", "free capital"),
    Field("budget", "i8", "yuan", "part of it that is still free in this quarter's round"),
    Field("invested", "i8", "yuan", "stakes at cost; of a bank window, pooled loans outstanding"),
    Field("sold", "i8", "yuan", "cost of the stakes that a venture fund has sold or lost so far"),
    Field("lost", "i8", "yuan", "part of that cost that did not come back"),
    Field("expected_defaults", "f8", "yuan", "defaults that a bank window expected when it gave its pooled loans"),
    Field("defaults", "i8", "yuan", "defaults on its pooled loans so far, covered or not"),
    Field("capital_province", "i8", "yuan", "public capital received from the province"),
    Field("capital_counties", "i8", "yuan", "public capital received from counties"),
    Field("firm_capital", "i8", "yuan", "what little giants have paid into a guidance fund and still hold"),
    Field("firm_share", "f8", "share", "their part of what it holds"),
    Field("owed_to_firms", "i8", "yuan", "their part of what stakes have brought, which they have not yet had"),
    Field("paid_to_firms", "i8", "yuan", "what of it is shared out this year"),
    Field("alliance_share", "f8", "share", "public part of what a private fund holds, as a member of the alliance"),
    Field("alliance_room", "i8", "yuan", "public money that it may still take in this year"),
    Field("wants_young", "i1", "0 or 1", "this quarter a guidance fund looks for young firms only"),
    Field("wants_proven", "i1", "0 or 1", "this quarter a guidance fund looks for proven firms only"),
    Field("last_rank", "f8", "log odds", "how it ranked the firm to which it made its last offer of the round"),
]
FUND = dtype_of(FIELDS)
