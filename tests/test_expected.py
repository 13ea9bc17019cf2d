"""Golden results: a scenario still gives the numbers that lie beside it."""

import pytest

from scenarios.expected.refresh import FOLDER, expected, kept_of, measured, processor
from sim.scenario import load_scenario, scenario_names


@pytest.mark.parametrize("scenario", sorted(file.stem for file in FOLDER.glob("*.csv")))
def test_a_scenario_gives_its_expected_numbers(scenario):
    """If a change of the model moves them on purpose: python scenarios/expected/refresh.py, and say so in CHANGELOG."""
    kept, made_on = expected(scenario)
    found = measured(scenario)
    assert set(kept["indicator"]) == set(kept_of(scenario))
    assert kept[["year", "indicator"]].values.tolist() == found[["year", "indicator"]].values.tolist()
    tolerance = 1e-9 if made_on == processor() else 1e-6
    assert found["value"].to_numpy() == pytest.approx(kept["value"].to_numpy(), rel=tolerance, nan_ok=True)


def test_every_document_has_expected_numbers():
    of_documents = {name for name in scenario_names() if "/" not in name and load_scenario(name).document}
    assert of_documents == {file.stem for file in FOLDER.glob("*.csv")}
