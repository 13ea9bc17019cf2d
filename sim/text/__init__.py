"""Every word a user reads, in Chinese and English.

An area (report, scenario, cli, indicators, ...) has one file a language, `<area>.<language>.yaml`, with
nested keys: `say("report.cards.median", "zh")` is `cards: median:` in `report.zh.yaml`.
"""

from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from string import Formatter

from ruamel.yaml import YAML

LANGUAGES = ("zh", "en")


def say(key: str, lang: str = "zh", **values: object) -> str:
    """The text of `key` ("area.name" or deeper) in `lang` ("zh" or "en"), with `{fields}` filled from `values`.

    KeyError: no such key (the message names the nearest), or a field that `values` does not give.
    ValueError: no such language.
    """
    area = key.partition(".")[0]
    known = texts(area, lang)
    if key not in known:
        raise KeyError(f"no text {key!r} in {area}.{lang}.yaml{_nearest(key, list(known))}")
    try:
        return known[key].format(**values)
    except KeyError as missing:
        raise KeyError(f"text {key!r} needs the value {missing}; given: {sorted(values)}") from None


def has(key: str, lang: str = "zh") -> bool:
    """Is there a text for `key` in `lang`?"""
    area = key.partition(".")[0]
    return area in areas() and key in texts(area, lang)


@cache
def areas() -> tuple[str, ...]:
    """The areas that have a file in any language, in alphabetical order."""
    names = (file.name for file in files(__name__).iterdir() if file.name.endswith(".yaml"))
    return tuple(sorted({name.split(".")[0] for name in names}))


@cache
def texts(area: str, lang: str) -> Mapping[str, str]:
    """All texts of an area: full dotted key (with the area) to text. KeyError: no such area."""
    if lang not in LANGUAGES:
        raise ValueError(f"no language {lang!r}; there are {', '.join(LANGUAGES)}")
    file = files(__name__) / f"{area}.{lang}.yaml"
    if not file.is_file():
        raise KeyError(f"no texts for the area {area!r} in {lang!r}{_nearest(area, list(areas()))}")
    # pure: the compiled parser follows YAML 1.1 and would read the keys `no` and `on` as booleans
    tree = YAML(typ="safe", pure=True).load(file.read_text(encoding="utf-8")) or {}
    return dict(_leaves(area, tree))


def fields(text: str) -> set[str]:
    """The names of the `{fields}` in a text."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def _leaves(prefix: str, tree: Mapping):
    for key, value in tree.items():
        if isinstance(value, Mapping):
            yield from _leaves(f"{prefix}.{key}", value)
        else:
            yield f"{prefix}.{key}", "" if value is None else str(value)


def _nearest(name: str, known: list[str]) -> str:
    near = get_close_matches(name, known, n=1, cutoff=0.5)
    return f"; nearest: {near[0]!r}" if near else ""
