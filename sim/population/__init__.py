"""The population of a region in 2012: counties, firms, R&D workers, institutes, townships, with stable keys.

The recipe's numbers stand in sim/data/recipe.yaml, each with its status. Counts are drawn by inversion of keyed
draws; every attribute is keyed per agent and never renormalised over the sample, so that at scale K the firms kept
(every K-th, nested) are the very firms of scale 1, each standing for K.
"""

from sim.population.start import make_lane

__all__ = ["make_lane"]
