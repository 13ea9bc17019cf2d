"""Which assumption decides how many recognised firms there are? Sobol indices with SALib on a sweep's runs.

SALib says at which points to run and reads the answers; the sweep runs them, stacked, and keeps them: the same script
once more reads what is there. Needs the extra `explore`: pip install '.[explore]'
Small on purpose (one firm in a hundred, few points): the indices are rough.
Run: python scenarios/examples/salib_sensitivity.py
"""

from pathlib import Path

import numpy as np
import pandas as pd
from SALib.analyze import sobol as indices
from SALib.sample import sobol as sample

from sim import load_scenario
from sim.experiments import sweep

RANGES = {
    "hnte_cit_rate.local_reward@2018-01-20": [0.0, 300_000.0],  # ours: yuan to each newly recognised firm
    "parameters.user_cost_elasticity": [-1.8, -0.4],  # not ours: how R&D answers to its price
    "parameters.word_of_mouth": [1.0, 6.0],  # not ours: how many firms a firm talks to
}


def main(out: str | Path = "runs", points: int = 16, replicates: int = 2, year: int = 2020, **options) -> pd.DataFrame:
    """Total and first-order indices of each factor for recognised firms; options are those of `sweep.run`."""
    problem = {"num_vars": len(RANGES), "names": list(RANGES), "bounds": list(RANGES.values())}
    table = sample.sample(problem, points, calc_second_order=False, seed=1)
    found = sweep.run(
        load_scenario("jiangxi_2018").until(year),
        name="salib_sensitivity",
        points=[dict(zip(RANGES, row, strict=True)) for row in table.tolist()],
        replicates=replicates,
        scale=100,
        out=out,
        **options,
    )
    firms = found.values(["hnte"], [year]).groupby("point", observed=True)["hnte"].mean()
    answers = firms.reindex(found.design.index).to_numpy()  # in SALib's order, a point that comes twice twice
    told = indices.analyze(problem, np.asarray(answers), calc_second_order=False, seed=1)
    return pd.DataFrame({"total": told["ST"], "first_order": told["S1"]}, index=pd.Index(RANGES, name="factor"))


if __name__ == "__main__":
    print(main().round(2))
