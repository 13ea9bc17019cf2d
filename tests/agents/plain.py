"""The same agents as plain Mesa agents in a plain Mesa model, and answers that can be laid side by side."""

from types import SimpleNamespace
from typing import Any

import mesa
from mesa.agent import AgentSet, GroupBy

from sim.agents.view import KINDS, AgentView
from sim.engine.records import fill_agent
from sim.model import CountyInnovationModel

PLAIN = {kind: type(kind.__name__, (mesa.Agent,), {"double": lambda agent: 2 * agent.key}) for kind in KINDS}


def plain_values(model: CountyInnovationModel) -> list[tuple[type, dict[str, Any]]]:
    """What the living agents of `model` hold, kind by kind in their order: class of the plain twin, its attributes."""
    held = []
    for kind in KINDS:
        for record in model.world.alive(kind.block):
            values = vars(fill_agent(SimpleNamespace(), record))
            lists = {name: tuple(value) for name, value in values.items() if isinstance(value, list)}
            held.append((PLAIN[kind], values | lists))
    return held


def plain_twin(held: list[tuple[type, dict[str, Any]]]) -> mesa.Model:
    """A plain model of agents that hold these values, in the same order."""
    twin = mesa.Model(rng=1)
    for kind, values in held:
        vars(kind(twin)).update(values)
    return twin


def comparable(answer: Any) -> Any:
    """An answer without object identities: agents by kind and key, sets in their order, types by name."""
    if isinstance(answer, AgentView | mesa.Agent):
        return type(answer).__name__, getattr(answer, "key", None)
    if isinstance(answer, GroupBy):
        return [(key, type(group) is list, comparable(group)) for key, group in answer.groups.items()]
    if isinstance(answer, AgentSet):
        return "a set", [comparable(agent) for agent in answer]
    if isinstance(answer, dict):
        return [(comparable(key), comparable(value)) for key, value in answer.items()]
    if isinstance(answer, list | tuple):
        return type(answer).__name__, [comparable(one) for one in answer]
    if isinstance(answer, type):
        return answer.__name__
    return type(answer).__name__, answer
