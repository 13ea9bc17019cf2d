"""Keyed luck: a random number depends on (seed, decision, quarter, agent) and on nothing else.

There is no shared stream. Two scenarios under one seed differ only where policy makes them differ, and no result
depends on the order of agents, on threads, or on how many replicates run together. The mixing function is the
finaliser of SplitMix64 (Steele, Lea and Flood 2014), applied to a counter.

Each function here has two bodies that give the same bits: one for Python's integers, one for compiled code.
"""

from __future__ import annotations

import math
import zlib

import numpy as np

MASK = (1 << 64) - 1
GOLDEN = 0x9E3779B97F4A7C15
MIX_1 = 0xBF58476D1CE4E5B9
MIX_2 = 0x94D049BB133111EB
UNIT = 2.0**-53

DECISIONS: dict[str, tuple[int, str]] = {}
"""Every chance event of the model: name -> (stream, what is decided). The list of draws is the list of chance."""


def decision(name: str, meaning: str) -> int:
    """Name a chance event once, where its rule stands; returns its stream (an integer constant).

    Raises ValueError when the name is taken by another meaning or two names share a stream.
    """
    stream = zlib.crc32(name.encode())
    taken = {value[0]: key for key, value in DECISIONS.items()}
    if (name in DECISIONS and DECISIONS[name][1] != meaning) or taken.get(stream, name) != name:
        raise ValueError(f"decision {name!r} is already named; give each chance event its own name")
    DECISIONS[name] = (stream, meaning)
    return stream


def mix(z: int) -> int:
    """64 well-mixed bits of a 64-bit integer."""
    z = ((z ^ (z >> 30)) * MIX_1) & MASK
    z = ((z ^ (z >> 27)) * MIX_2) & MASK
    return z ^ (z >> 31)


def luck_key(seed: int, stream: int, quarter: int) -> int:
    """Key of one decision in one quarter of one replicate (64 bits); pass it to `luck` for every agent."""
    return mix((mix((seed * GOLDEN + stream) & MASK) + quarter * GOLDEN) & MASK)


def luck(key: int, agent: int) -> float:
    """Uniform in [0, 1) for one agent; the agent's stable key makes it the same in every scenario."""
    return (mix((key + agent * GOLDEN) & MASK) >> 11) * UNIT


def agent_key(county: int, quarter: int, slot: int) -> int:
    """Stable identity: county (order in the county table), quarter of entry (0: there from the start), slot.

    Packed with the quarter first, so that keys grow in the order in which rows are filled.
    """
    return ((quarter << 44) | (county << 32) | slot) + 1


_U64 = np.uint64
_M1, _M2, _GOLD, _ONE = _U64(MIX_1), _U64(MIX_2), _U64(GOLDEN), _U64(1)
_11, _27, _30, _31, _32, _44 = (_U64(bits) for bits in (11, 27, 30, 31, 32, 44))


def _compiled_mix(z):
    z = (z ^ (z >> _30)) * _M1
    z = (z ^ (z >> _27)) * _M2
    return z ^ (z >> _31)


def _compiled_luck_key(seed, stream, quarter):
    return _compiled_mix(
        _compiled_mix(_U64(seed) * _GOLD + _U64(stream)) + _U64(quarter) * _GOLD,
    )


def _compiled_luck(key, agent):
    return float(_compiled_mix(_U64(key) + _U64(agent) * _GOLD) >> _11) * UNIT


def _compiled_agent_key(county, quarter, slot):
    return ((_U64(quarter) << _44) | (_U64(county) << _32) | _U64(slot)) + _ONE


# which body compiled code takes (engine.compile)
for _plain, _body in (
    (mix, _compiled_mix),
    (luck_key, _compiled_luck_key),
    (luck, _compiled_luck),
    (agent_key, _compiled_agent_key),
):
    setattr(_plain, "compiled_body", _body)  # noqa: B010


def normal(u: float) -> float:
    """Standard normal quantile of a uniform in [0, 1): Wichura's algorithm AS 241 (1988), about 16 digits.

    Values at the ends are held at 1e-300 and 1 - 1e-16, so that the result is always finite.
    """
    q = u - 0.5
    if abs(q) <= 0.425:
        r = 0.180625 - q * q
        top = 2509.0809287301226727 * r + 33430.575583588128105
        top = ((top * r + 67265.770927008700853) * r + 45921.953931549871457) * r + 13731.693765509461125
        top = ((top * r + 1971.5909503065514427) * r + 133.14166789178437745) * r + 3.387132872796366608
        low = 5226.495278852545925 * r + 28729.085735721942674
        low = ((low * r + 39307.89580009271061) * r + 21213.794301586595867) * r + 5394.1960214247511077
        low = ((low * r + 687.1870074920579083) * r + 42.313330701600911252) * r + 1.0
        return q * top / low
    r = min(u, 1.0 - u)
    r = math.sqrt(-math.log(max(r, 1e-300)))
    if r <= 5.0:
        r = r - 1.6
        top = 7.7454501427834140764e-4 * r + 0.0227238449892691845833
        top = ((top * r + 0.24178072517745061177) * r + 1.27045825245236838258) * r + 3.64784832476320460504
        top = ((top * r + 5.7694972214606914055) * r + 4.6303378461565452959) * r + 1.42343711074968357734
        low = 1.05075007164441684324e-9 * r + 5.475938084995344946e-4
        low = ((low * r + 0.0151986665636164571966) * r + 0.14810397642748007459) * r + 0.68976733498510000455
        low = ((low * r + 1.6763848301838038494) * r + 2.05319162663775882187) * r + 1.0
    else:
        r = r - 5.0
        top = 2.01033439929228813265e-7 * r + 2.71155556874348757815e-5
        top = ((top * r + 0.0012426609473880784386) * r + 0.026532189526576123093) * r + 0.29656057182850489123
        top = ((top * r + 1.7848265399172913358) * r + 5.4637849111641143699) * r + 6.6579046435011037772
        low = 2.04426310338993978564e-15 * r + 1.4215117583164458887e-7
        low = ((low * r + 1.8463183175100546818e-5) * r + 7.868691311456132591e-4) * r + 0.0148753612908506148525
        low = ((low * r + 0.13692988092273580531) * r + 0.59983220655588793769) * r + 1.0
    return top / low if u > 0.5 else -top / low


def poisson(u: float, mean: float) -> int:
    """Poisson count by inversion of one uniform; above a mean of 30 by the normal quantile, rounded, never below 0."""
    if mean <= 0.0:
        return 0
    if mean > 30.0:
        return max(0, int(mean + math.sqrt(mean) * normal(u) + 0.5))
    p = math.exp(-mean)
    total = p
    count = 0
    while u >= total and count < 200:
        count += 1
        p *= mean / count
        total += p
    return count


def rounded(u: float, amount: float) -> int:
    """Whole number whose expectation is `amount` (stochastic rounding with one uniform); amount >= 0."""
    whole = math.floor(amount)
    return int(whole) + (1 if u < amount - whole else 0)
