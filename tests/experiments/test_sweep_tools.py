"""Other people's tools through the public API: Mesa's batch_run, SALib, the ema-workbench."""

import runpy
from pathlib import Path

import mesa
import numpy as np
import pytest

from sim import CountyInnovationModel, load_scenario
from sim.experiments import sweep

EXAMPLES = Path(__file__).parents[2] / "scenarios" / "examples"
REWARD = "hnte_cit_rate.local_reward@2016-01-01"


def test_mesas_batch_run_gives_what_a_sweep_gives(client, tmp_path):
    base = load_scenario("jilin_city_2016").until(2017)
    points = [{REWARD: 0}, {REWARD: 300_000}]
    found = sweep.run(
        base, points=points, name="batch", replicates=1, scale=100, out=tmp_path, scheduler=client, runs_per_chunk=2
    )
    scenarios = [base.with_values(values) for values in points]
    parameters = {"scenario": scenarios, "scale": 100, "rng": [1]}
    told = mesa.batch_run(CountyInnovationModel, parameters, number_processes=1, display_progress=False)
    mine = found.values(["hnte", "invention_patents_in_force"], [2017])
    assert [row["hnte"] for row in told] == list(mine["hnte"])
    assert [row["invention_patents_in_force"] for row in told] == list(mine["invention_patents_in_force"])


def test_the_salib_example_finds_what_decides(client, tmp_path):
    pytest.importorskip("SALib", reason="needs the extra explore: pip install '.[explore]'")
    main = runpy.run_path(str(EXAMPLES / "salib_sensitivity.py"))["main"]
    options = {"points": 2, "replicates": 1, "year": 2018, "scheduler": client, "runs_per_chunk": 10}
    table = main(tmp_path, **options)
    assert len(table) == 3 and np.isfinite(table["total"]).all()
    assert table["total"].idxmax() == "parameters.user_cost_elasticity"
    assert main(tmp_path, **options).equals(table)  # read, not run again


@pytest.mark.slow
def test_the_ema_workbench_example_finds_the_futures_in_which_a_package_fails(client, tmp_path):
    pytest.importorskip("ema_workbench", reason="needs the extra explore: pip install '.[explore]'")
    main = runpy.run_path(str(EXAMPLES / "ema_discovery.py"))["main"]
    box = main(tmp_path, policies=2, futures=20, year=2018, scheduler=client, runs_per_chunk=40)
    assert "parameters.user_cost_elasticity" in box.index
    limits = box.loc["parameters.user_cost_elasticity"].to_numpy(float)
    assert limits[0] > -1.8  # R&D is low where firms answer little to its price
