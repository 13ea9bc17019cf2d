"""The fit finds what it is given, gives the same twice, and its stored values belong to the model's parameters."""

import numpy as np
import pytest

from calibration import fit, moments, stored
from calibration.fit import Model, Stage, derivatives, polish, search
from calibration.moments import FIRST, LAST
from calibration.runs import Request, run
from calibration.space import DERIVED, FARTHEST, OWN, SHARED, Space, value
from sim import beliefs

STORED = beliefs.fitted_regions()
SEARCHED = set(SHARED) | set(OWN)
SCALE, SEEDS = 20, 2  # with fewer firms the luck of single ones is larger than what is to be found


@pytest.fixture
def made_up(monkeypatch):
    """Official series that are the model's own at other values of two constants: (space, the z that made them)."""
    space = Space(["jiangxi"], shared=(), own=("habit_level", "wage_2012"))
    truth = np.array([0.6, -0.5])
    (found,) = run([Request("jiangxi", [Model(space).values("jiangxi", truth)])], SCALE, SEEDS)
    series = {m.panel: dict(enumerate(found[m.indicator][0], FIRST)) for m in moments.MOMENTS}
    monkeypatch.setattr(moments, "official", lambda region, panel, factor=1.0: series[panel])
    for name in ("beginning", "spreading"):
        monkeypatch.setattr(moments, name.upper(), (float(found[name][0, 0]), 0.1))
    return space, truth


def test_the_fit_recovers_a_known_change(made_up, monkeypatch):
    space, truth = made_up
    monkeypatch.setattr(fit, "STAGES", (Stage(SCALE, SEEDS, SCALE, SEEDS, 4),))
    found = polish(Model(space), np.zeros(2), say=lambda line: None)
    assert found == pytest.approx(truth, abs=0.1)


def test_the_stored_values_belong_to_the_model_as_it_is():
    assert {region: stored.stale(region) for region in STORED} == {region: [] for region in STORED}


def test_the_search_gives_the_same_twice(made_up, monkeypatch):
    space, truth = made_up
    monkeypatch.setattr(fit, "SEARCH", {"batches": 2, "candidates": 4, "scale": SCALE, "seeds": 1})
    first, again = (search("jiangxi", Model(space, threads)) for threads in (1, 2))
    assert first.tolist() == again.tolist()
    assert np.abs(first - truth).max() < 0.6  # the levels are matched before the search begins


def test_a_region_moves_with_its_own_and_the_shared_parameters_only(monkeypatch):
    """The Jacobian of two provinces is zero where one province's parameter meets the other's series."""
    space = Space(["jiangxi", "sichuan"], shared=("stop_rate",), own=("habit_level",))
    asked = []

    def misfits(self, points, scale, seeds):
        asked.append({region: len(some) for region, some in points.items()})
        return {region: [np.array([z @ np.arange(1.0, 4.0)]) for z in some] for region, some in points.items()}

    monkeypatch.setattr(Model, "misfits", misfits)
    misfit, jacobian = derivatives(Model(space), np.zeros(3), 100, 1)
    assert asked == [{"jiangxi": 3, "sichuan": 3}]
    assert jacobian[:2].tolist() == [pytest.approx([1, 2, 0]), pytest.approx([1, 0, 3])]
    assert len(misfit) == 2 + space.size


def test_pooled_parameters_cost_less_when_they_agree():
    space = Space(["jilin", "jiangxi", "sichuan"], shared=(), own=("start_trend",))
    same, apart = (float(np.sum(space.prior_misfit(np.array(z)) ** 2)) for z in ([1.0, 1.0, 1.0], [1.0, -1.0, 1.0]))
    assert same < apart
    assert space.prior_misfit(np.array([0.3, -2.0, 1.0])) == pytest.approx(
        space.prior_jacobian() @ np.array([0.3, -2.0, 1.0])
    )


def test_the_covariance_grows_with_the_years_and_with_a_break():
    moment = moments.MOMENTS[0]
    years = tuple(range(FIRST, LAST + 1))
    plain, broken = (moments.covariance(moment, years, broken) for broken in ((), (2016, 2017)))
    assert np.all(np.linalg.eigvalsh(plain) > 0.0)
    assert np.all(np.diff(np.diag(plain)) > 0.0)
    assert broken[-1, -1] > plain[-1, -1] and broken[2, 2] == plain[2, 2]
    assert moments.covariance(moment, (2014,))[0, 0] == pytest.approx(plain[2, 2])


@pytest.mark.parametrize("region", STORED)
def test_stored_values_are_those_of_the_models_parameters(region):
    """Another name, a missing one, or one beyond its prior is an error of the stored file: fit again."""
    values = beliefs.fit_of(region)["values"]
    assert set(values) == {name for name, row in beliefs.priors().items() if row.role == "fitted"}
    assert SEARCHED | set(DERIVED) == set(values)
    for name in SEARCHED:
        low, high = value(name, -FARTHEST - 0.01), value(name, FARTHEST + 0.01)
        assert low <= values[name] <= high, name
    assert beliefs.fitted_to(region) == LAST


@pytest.mark.parametrize("region", STORED)
def test_a_stored_fit_says_what_it_rests_on(region):
    manifest = beliefs.fit_of(region)["manifest"]
    assert set(manifest["digests"]) == {"rules", "data", "priors", "fit"}
    assert manifest["years"] == [FIRST, LAST] and manifest["seeds"] >= 1 and manifest["typical_gap_percent"]


def test_a_stored_fit_to_another_model_is_reported(monkeypatch):
    then = beliefs.fit_of("jiangxi")["manifest"]["digests"]
    monkeypatch.setattr(stored, "digests", lambda: then | {"rules": "of today"})
    assert stored.stale("jiangxi") == ["rules"]
    monkeypatch.setattr(stored, "digests", lambda: then)
    assert stored.stale("jiangxi") == []


def test_digests_are_renewed_only_where_no_number_moved(monkeypatch, tmp_path):
    """A digest that no longer fits says "fit again"; that it is harmless must be shown by the same numbers."""
    known = {region: beliefs.fit_of(region) for region in STORED}
    paths = {region: {"hnte": np.arange(6.0) + k} for k, region in enumerate(STORED)}
    for region in STORED:
        known[region]["manifest"] |= {"paths": stored.digest_of_paths(paths[region]), "digests": {}}
    monkeypatch.setattr(stored.beliefs, "fit_of", known.__getitem__)
    monkeypatch.setattr(stored, "FOLDER", tmp_path)
    moved = paths | {STORED[-1]: {"hnte": np.nextafter(paths[STORED[-1]]["hnte"], 1e9)}}
    monkeypatch.setattr(stored, "paths_of", lambda values, seeds: moved)
    assert stored.renew() == [STORED[-1]]
    assert {file.stem for file in tmp_path.iterdir()} == set(STORED[:-1])
    assert "rules:" in (tmp_path / f"{STORED[0]}.yaml").read_text(encoding="utf-8")


@pytest.mark.slow
def test_the_stored_paths_are_those_that_the_stored_values_give():
    files = {region: beliefs.fit_of(region) for region in STORED}
    (seeds,) = {file["manifest"]["seeds"] for file in files.values()}
    found = stored.paths_of({region: file["values"] for region, file in files.items()}, seeds)
    assert {region: stored.digest_of_paths(found[region]) for region in STORED} == {
        region: file["manifest"]["paths"] for region, file in files.items()
    }


def test_shared_parameters_are_the_same_in_all_provinces():
    for name in SHARED:
        assert len({beliefs.fitted(region)[name] for region in STORED}) == 1
