"""Golden results: a scenario still gives the numbers that lie beside it."""

import pytest

from scenarios.expected.refresh import FOLDER, INDICATORS, expected, measured, processor


@pytest.mark.parametrize("scenario", sorted(file.stem for file in FOLDER.glob("*.csv")))
def test_a_scenario_gives_its_expected_numbers(scenario):
    """If a change of the model moves them on purpose: python scenarios/expected/refresh.py, and say so in CHANGELOG."""
    kept, made_on = expected(scenario)
    found = measured(scenario)
    assert set(kept["indicator"]) == set(INDICATORS)
    assert kept[["year", "indicator"]].values.tolist() == found[["year", "indicator"]].values.tolist()
    tolerance = 1e-9 if made_on == processor() else 1e-6
    assert found["value"].to_numpy() == pytest.approx(kept["value"].to_numpy(), rel=tolerance, nan_ok=True)


def test_the_default_scenario_has_expected_numbers():
    assert (FOLDER / "jiangxi_2018.csv").exists()
