"""The population of a region in 2012: counties, firms, R&D workers, institutes, townships, with stable keys.

The recipe's numbers stand in sim/data/recipe.yaml, each with its status. Counts are drawn by inversion of keyed
draws; every attribute is keyed per agent and never renormalised over the sample, so that at scale K the firms kept
(those with hash(key) < 1/K, nested) are the very firms of scale 1, each standing for K.
"""

from sim.population.counties import make_counties
from sim.population.firms import make_firms
from sim.population.funds import make_funds
from sim.population.governments import make_prefectures, make_provinces
from sim.population.institutes import equip_institutes, make_institutes
from sim.population.talent import make_talent
from sim.population.townships import make_townships

__all__ = [
    "equip_institutes",
    "make_counties",
    "make_firms",
    "make_funds",
    "make_institutes",
    "make_prefectures",
    "make_provinces",
    "make_talent",
    "make_townships",
]
