"""The words of the model's description that stand in no docstring: why, what for, and how the parts hang together.

Everything that names a field, a rule, a value or a chance event is read from the code (sim/report/odd.py).
"""

ABOUT = """
Made by `python -m sim.report.odd` from the code, its field lists, law files and priors; do not edit. The form is that
of Grimm et al. (2020), The ODD protocol for describing agent-based and other simulation models: a second update to
improve clarity, replication, and structural realism, Journal of Artificial Societies and Social Simulation 23(2) 7.
"""

PURPOSE = """
The model asks, for the counties of one Chinese province: under a given package of innovation policy, how likely is
each target of the policy document to be met by its deadline, how far off is the median, what does each lever
contribute and cost, to whom, and which assumptions decide the answer? It is made for people who write or judge such
packages. It compares packages under the same luck; it does not forecast a single county.
"""

PATTERNS = """
Patterns by which the model may be judged useful:

1. Levels and growth of the province's enterprise R&D, R&D personnel, invention patents in force, recognised firms
   (HNTE), above-scale firms and those among them with R&D. To 2017 these are fitted, the last but the R&D-active firms
   (calibration/README.md), so they show that the model can follow the series, not that it is right.
2. Growth of R&D by firms *starting* it rather than by doing more of it (R&D per active firm stood still while
   active firms rose by two fifths between 2018 and 2020).
3. Bunching of reported R&D intensity at the thresholds of recognition, which must come out of the firm's choice
   between real R&D, relabelling and not applying. It is not put in.
4. Fat-tailed growth of firms, which must come out of opportunities that fall on firms at random.
5. Vouchers that mostly bring contracts in the quarter in which they are used and none later.
6. Fiscal cost of each lever within the order of magnitude that its law and the tax base allow.

Patterns 3 to 5 have not been tested against the published studies yet. County results are not validated at all.
"""

ENTITIES = """
Agents are firms, R&D workers (talent; one is a person-year), institutes, funds (banks' technology windows, private
venture funds, guidance funds), the governments of the province, its prefectures and its counties, and rural townships.
A lane is one replicate of one scenario; sectors are markets without decisions. What follows lists every field with its
unit and meaning; a county's fields include the quarter's tally, from which all indicators are computed.
"""

SCALES = """
**Time**: one quarter a step; scenarios start in 2012 and run to the last deadline, at most 2035. Budgets,
recognition, tax settlement and evaluation are yearly events in their quarter. **Space**: the county-level units of
one province, each a point; distances are great circles. **Money**: current yuan; every payment is rounded once, to
whole yuan. **Scale K**: one firm and one worker in K is kept, by a hash of its key, and stands for K; counties,
townships, institutes, funds, governments and the region's largest R&D performers always stand for one.
"""

SCHEDULE = """
The order of events is an assumption. It stands on one page, `sim/calendar.py`, from which this table is read.
Within a step agents act in the order of their keys; since luck is keyed, and not drawn from a stream, the order
decides only who comes first where money or posts are scarce. State changes at once, except where a rule says
"quarter before".
"""

CONCEPTS = {
    "Basic principles": """
Firms follow routines and search (Nelson and Winter 1982); access to an innovation and its size are two draws (Dosi,
Fagiolo and Roventini 2010). The price of R&D is its user cost under the whole tax function of the year (Hall and
Jorgenson 1967), never a constant rate. Recognition is a choice at a notch (Chen, Liu, Suarez Serrato and Xu 2021).
Workers choose places by random utility. Money is conserved in a ledger. No parameter of any lever is an effect size
on an outcome: levers enter rules, and effects follow.
""",
    "Emergence": """
Outcomes, not inputs: R&D and its growth by starts and amounts, bunching at thresholds, additionality of vouchers,
the part of new R&D money that becomes wages, fat tails of firm growth, who is recognised, who gets credit or venture
money, which private money a guidance fund brings that would not have come, clusters, which counties fall behind, who
wins innovative status. Imposed, and therefore not evidence: the growth of GDP, the rest of the economy, central money
for institutes, the speed of the patent office, the trends in starting R&D, entry, wages and patent yield that are
fitted to the province.
""",
    "Adaptation": """
Firms decide each quarter whether to start or stop R&D, how much to do, whether to claim the super-deduction,
whether to buy an outside contract, from which institute, and to ask for a voucher, and yearly whether to seek
recognition. Institutes divide their researchers' time each year between own research, contracts and joint projects
with counties; inventors try harder where they keep more of what their results earn. Workers decide whether and where
to move. County governments divide their discretionary S&T money every year among outreach, firms'
projects, institutes and other things, work harder and report more with a prize, an index or a rank in sight, and
raise their own S&T money while money from above follows it. Prefectures co-fund their counties, by promise while a
contest or an index is on and by budget otherwise, and press those far down. Banks lend where expected repayment with
cover beats what the money costs; venture funds rank firms, and a guidance fund needs a private partner who may dislike
the government in the house; firms take the best offer or none. Firms join a supported cluster where the shared
facility saves them more than its fee, and bid for first purchases. Township offices divide commissioners' days
between poor and other villages, and try for the title when it is near. Natives who live elsewhere come back to found a
firm or stay away. Households take up or drop techniques.
""",
    "Objectives": """
A firm's recognition choice and contract choice maximise expected value net of cost (yuan); its R&D moves towards
the amount that the user cost and the county's wage suggest; starting, stopping and claiming are hazards that rise
with what is gained. An institute's time goes where the last hour brings its researchers most: own share times what
firms ask for, against the money for own research. A county's budget
maximises weighted score and own tax revenue, as it expects them from its own figures, less what it costs to depart
from the usual budget. A worker's objective is the utility of the place. The other
decisions follow rules without an objective.
""",
    "Learning": """
None in the sense of changing decision rules. A bank window weighs its own record of defaults against its prior. Firms
remember their last institute for a while (the search cost
towards it falls after a contract), learn from it and from those of their technology who are ahead, and expect of a
post-subsidy what last year's pool paid; knowledge accumulates and decays.
""",
    "Prediction": """
Firms expect profits to grow at a fixed rate over the three years of a certificate, discount at a fixed rate, and
take the law of today for the law of tomorrow: nobody foresees a reform.
""",
    "Sensing": """
Firms know their own books, the law, the county's wage, the share of R&D-active firms of their county and sector in
the quarter before, and the policy only when the county's S&T office reaches them (recognition, vouchers). Workers
know wages and sizes of all counties. Counties know their own figures of the last full year, the region's beside them,
their score and the threshold; their place in the index once it is published, which is a year late or more.
""",
    "Interaction": """
Directly: contracts between firms and institutes, hiring, visits of the S&T office and of commissioners. Through
scarce things: the county's labour market, pools of money, institutes' time, slots of platforms, the risk pools, the
capital of funds, the sector's demand. Through
knowledge: spillovers within county and sector and, falling with distance, between counties. Counties touch each
other through four channels, each of which can be switched off; without all four a change in one county leaves the
others bit for bit as they were.
""",
    "Stochasticity": """
A random number is a function of seed, name of the decision, quarter and agent, and of nothing else (keyed luck, see
the table). Two scenarios under one seed differ only where policy makes them differ. Parameters with the role
*prior* are drawn once a replicate, each by its own key. The spread over replicates therefore holds luck and
parameters; a discrepancy of the model from the world is **not** in it yet, so bands are too narrow.
""",
    "Collectives": """
None that act. Sectors and counties group firms and workers; the largest R&D performers form a stratum that stands
for itself at every scale.
""",
    "Observation": """
At the end of every quarter each county leaves additive flows and stocks (the tally). Indicators are defined on it
as the yearbook defines them, so that one definition serves county and region, quarter and year. Official series are
compared with reported R&D (real and relabelled), never with real R&D. All payments are in the ledger, by year,
payer, payee and purpose.
""",
}

CHANNELS = {
    "mobility": "R&D workers move between counties and leave the region, natives return, graduates go where the posts "
    "are; closed, nobody moves and schools serve their own county",
    "spillover": "R&D elsewhere raises the yield of R&D here, less with distance; contracts, pairs and "
    "commissioners cross borders; closed, only the own county counts",
    "contests": "counties and townships compete for places of a round, for rank, for money from above, in the index; "
    "closed, a county is compared with its own first year, and money from above goes by budget",
    "shared_markets": "a sector's firms share its demand; venture funds and risk pools serve the region; "
    "closed, a firm grows with demand whatever others do, and finance stays in the county",
}

INITIALIZATION = """
The region's agents of the first quarter of 2012 are made by a recipe (below) from the county table: numbers of
firms by county are drawn by inversion of keyed draws around employment shares; sector, sales (lognormal body,
Pareto tail), age, ownership, productivity, fortune and R&D habit are keyed per firm and never renormalised over the
sample; margin, reserves and debt are what twenty good and bad years under the rules of exit leave. The largest R&D
performers are placed by stated assumption (sim/data/certainty_stratum.csv). Workers fill the posts that R&D asks
for. Initial values are the same in all scenarios of one seed. Levels of 2012 are matched by constants solved once
(calibration/fitted/). Most numbers are assumptions, and marked so.
"""

INPUTS = """
What no policy of the scenario moves. Until the last datum these follow official series; afterwards the scenario's
growth assumption. The share of GDP outside modelled firms is fixed once for a region and equal in every replicate
and scenario.
"""

SUBMODELS = """
What follows is read from the docstrings of the rules, levers and steps: equation, units, evidence. Ids such as E20
point to the table of published effects on which the priors rest (calibration/priors.yaml names them per parameter).
Flows are per quarter, hazards are yearly rates of which a quarter takes its part, log is natural.
"""

PRIORS = """
*prior*: drawn by each replicate. *fitted*: one value per region, solved from official series. *held*: has a
prior, but stays at its median until it is fitted jointly. *fixed*: not varied.
Policy effects (elasticity to the user cost, take-up, outreach, effort, adoption) cannot be learnt from the
provincial series: what is shown of them is their prior.
"""

TABLES = "The tables behind them, with sources and status: `sim/data/README.md`."
