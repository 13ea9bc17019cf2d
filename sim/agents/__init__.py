"""Who is in the model: what each kind of agent is and holds, and how it looks to Mesa."""

from typing import Any

__all__ = ["AgentGone", "County", "Firm", "Fund", "Institute", "Prefecture", "Province", "Talent", "Township"]


def __getattr__(name: str) -> Any:
    """The agents' classes are loaded when they are asked for: they need Mesa, which compiled runs do not."""
    if name in __all__:
        from sim.agents import view

        return getattr(view, name)
    raise AttributeError(f"module 'sim.agents' has no attribute {name!r}; there are: {', '.join(__all__)}")
