"""In which futures does a package fail? Scenario discovery (PRIM) with the ema-workbench on a sweep's runs.

The workbench's own samplers draw policies (levers, ours) and futures (uncertainties, not ours); the sweep runs every
policy in every future, stacked; PRIM then looks for the futures in which R&D intensity stays low. Needs the extra
`explore`: pip install '.[explore]'
Small on purpose (one firm in a hundred). Run: python scenarios/examples/ema_discovery.py
"""

from pathlib import Path

import numpy as np
import pandas as pd
from ema_workbench import RealParameter
from ema_workbench.analysis import prim
from ema_workbench.em_framework.samplers import LHSSampler

from sim import load_scenario
from sim.experiments import sweep

LEVERS = {"hnte_cit_rate.local_reward@2018-01-20": (0.0, 300_000.0)}
UNCERTAINTIES = {"parameters.user_cost_elasticity": (-1.8, -0.4), "parameters.word_of_mouth": (1.0, 6.0)}


def sampled(ranges: dict[str, tuple[float, float]], n: int) -> list[dict[str, float]]:
    """n points of the workbench's Latin hypercube over these ranges."""
    parameters = [RealParameter(f"x{place}", *ends) for place, ends in enumerate(ranges.values())]
    drawn = LHSSampler().generate_samples(parameters, n)
    return [dict(zip(ranges, row, strict=True)) for row in zip(*(drawn[one.name] for one in parameters), strict=True)]


def main(out: str | Path = "runs", policies: int = 3, futures: int = 20, year: int = 2020, **options) -> pd.DataFrame:
    """Limits of the futures in which R&D intensity is in its lowest quarter; options are those of `sweep.run`."""
    np.random.seed(1)  # the workbench's samplers draw from numpy's common stream
    points = [
        {**policy, **future} for policy in sampled(LEVERS, policies) for future in sampled(UNCERTAINTIES, futures)
    ]
    base = load_scenario("jiangxi_2018").until(year)
    found = sweep.run(base, points=points, name="ema_discovery", replicates=1, scale=100, out=out, **options)
    intensity = found.values(["rd_intensity"], [year]).groupby("point", observed=True)["rd_intensity"].mean()
    experiments = found.uncertainties.astype(float)
    low = (intensity.reindex(experiments.index) <= intensity.quantile(0.25)).to_numpy()
    box = prim.Prim(experiments.reset_index(drop=True), low, threshold=0.5).find_box()
    return box.inspect(style="data")[0][1]


if __name__ == "__main__":
    print(main())
