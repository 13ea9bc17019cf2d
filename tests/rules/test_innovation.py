"""Whether a firm finds an innovation."""

from math import exp

import pytest

from sim.engine.compile import compiled
from sim.rules.innovation import p_access


@pytest.mark.parametrize("run", [p_access, compiled(p_access)])
def test_the_chance_grows_with_knowledge_and_is_certain_where_there_are_no_sales_to_measure_it_by(run):
    at_reference = run(8e6, 8e6, 0.15)
    assert at_reference == 1.0 - exp(-0.15)
    assert run(4e6, 8e6, 0.15) < at_reference < run(16e6, 8e6, 0.15) < run(16e6, 1e-300, 0.15) == 1.0
    assert run(8e6, 0.0, 0.15) == 1.0
