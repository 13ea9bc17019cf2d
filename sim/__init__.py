"""County innovation simulator: firms, talent, institutes and governments of every county under a policy package.

from sim import load_scenario, simulate
result = simulate(load_scenario("jiangxi_2018"), replicates=20, seed=1, scale=1)
"""

from typing import Any

__all__ = [
    "CountyInnovationModel",
    "Result",
    "Scenario",
    "attribute",
    "compare",
    "load_scenario",
    "promise",
    "real",
    "simulate",
]

_HOME = {
    "CountyInnovationModel": "sim.model",
    "Result": "sim.result",
    "Scenario": "sim.scenario",
    "attribute": "sim.experiments.attribute",
    "compare": "sim.experiments.compare",
    "load_scenario": "sim.scenario",
    "promise": "sim.experiments.promise",
    "real": "sim.experiments.reported",
    "simulate": "sim.simulation",
}


def __getattr__(name: str) -> Any:
    """Names are loaded when they are asked for, so that `import sim` is quick."""
    if name not in _HOME:
        raise AttributeError(f"module 'sim' has no attribute {name!r}; there are: {', '.join(__all__)}")
    import importlib

    return getattr(importlib.import_module(_HOME[name]), name)
