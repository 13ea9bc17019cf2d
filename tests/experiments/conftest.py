"""Small scenarios of one city's nine counties, whose levers begin in the middle of 2016, and their runs."""

import pytest

from sim.scenario import Scenario, load_scenario

SIZE = {"seed": 1, "scale": 20}


@pytest.fixture(scope="session")
def plain() -> Scenario:
    """The city's document to the end of 2017."""
    return load_scenario("jilin_city_2016").until(2017)


@pytest.fixture(scope="session")
def more(plain) -> Scenario:
    """The same with a larger reward for firms that are recognised, from 2013 on."""
    return plain.with_values({"hnte_cit_rate.local_reward@2013-01-01": 500_000})


@pytest.fixture(scope="session")
def kept(tmp_path_factory):
    """A folder of run folders that these tests share."""
    return tmp_path_factory.mktemp("kept")


@pytest.fixture(scope="session")
def compared(plain, more, kept):
    """Both, 20 pairs."""
    from sim.experiments.compare import compare

    return compare(plain, more, replicates=20, out=kept, **SIZE)
