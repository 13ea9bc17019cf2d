"""The model's description: up to date, complete, and resting on docstrings that say what is computed."""

import ast
import inspect
import re

import pytest

from sim.report import odd, odd_sources, odd_words

SUBMODELS = [(folder, module) for folder in ("rules", "levers", "steps") for module in odd_sources.modules(folder)]
FUNCTIONS = [(folder, function) for folder, module in SUBMODELS for function in odd_sources.functions(module)]
QUANTITY = re.compile(  # an equation, a range, or a unit or kind of quantity
    r"=|\bln\b|\bexp\b|\[[^]]*\d\]|yuan|\bshares?\b|persons|people|visits|firms|posts|patents|ratio|index|score|\blogs?\b"
    r"|\brates?\b|chance|years?\b|quarters?\b|factor|number|mean|\bcost\b|threshold|\blaw\b|True|\?",
    re.IGNORECASE,
)


@pytest.fixture(scope="module")
def description():
    return odd.text()


def test_the_description_is_that_of_the_code(description):
    assert odd.FILE.read_text(encoding="utf-8") == description, "stale: run python -m sim.report.odd"


def test_it_has_the_seven_elements_of_the_protocol_in_their_order(description):
    elements = re.findall(r"^## \d\. (.+)$", description, re.MULTILINE)
    assert elements == [
        "Purpose and patterns",
        "Entities, state variables and scales",
        "Process overview and scheduling",
        "Design concepts",
        "Initialization",
        "Input data",
        "Submodels",
    ]


def test_all_design_concepts_of_the_protocol_are_answered(description):
    asked = ["Basic principles", "Emergence", "Adaptation", "Objectives", "Learning", "Prediction", "Sensing",
             "Interaction", "Stochasticity", "Collectives", "Observation"]  # fmt: skip
    assert list(odd_words.CONCEPTS) == asked
    assert all(f"\n### {concept}\n" in description for concept in asked)


def test_no_section_is_empty(description):
    outside_code = re.sub(r"```.*?```", "code", description, flags=re.DOTALL)
    headings = [(m.start(), m.end(), len(m[1]), m[2]) for m in re.finditer(r"^(#+) (.+)$", outside_code, re.MULTILINE)]
    for (_, end, level, name), following in zip(headings, [*headings[1:], None], strict=True):
        stop = following[0] if following else len(outside_code)
        parent = following is not None and following[2] > level
        assert parent or outside_code[end:stop].strip(), f"section {name} is empty"
    assert not re.search(r"\*\*`[^`]+`\*\*\n\n(?=\*\*`|#|$)", description), "a submodel without a word"


def test_every_chance_event_of_the_sources_is_listed(description):
    from sim.engine.luck import DECISIONS

    named = {
        name
        for file in odd_sources.PACKAGE.rglob("*.py")
        for name in re.findall(r'\bdecision\(\s*"([^"]+)"', file.read_text(encoding="utf-8"))
    }
    assert len(named) > 40 and named <= set(DECISIONS)
    assert {name for name, *_ in odd_sources.decisions()} == named
    assert all(f"| `{name}` |" in description for name in named)


def test_the_quarter_is_described_in_the_order_of_the_calendar(description):
    source = (odd_sources.PACKAGE / "calendar.py").read_text(encoding="utf-8")
    calls = re.findall(r"^    world\.(?:do\((?:steps\.)?(\w+)[,)]|(\w+)\()", source, re.MULTILINE)
    schedule = description.partition("## 3. ")[2].partition("## 4. ")[0]
    described = re.findall(r"^\| \d+ \| `(\w+)", schedule, re.MULTILINE)
    assert described == [step or call for step, call in calls] and len(described) > 15


def test_every_channel_lever_flow_parameter_and_field_is_described(description):
    from sim import beliefs, lanes, sectors
    from sim.agents import firm, government, institute, talent, township
    from sim.engine.ledger import FLOWS
    from sim.levers.catalogue import catalogue

    assert set(odd_words.CHANNELS) == set(lanes.CHANNELS)
    names = [*lanes.CHANNELS, *(flow.name for flow in FLOWS), *beliefs.priors(), *catalogue()]
    names += [parameter for law in catalogue().values() for parameter in law.parameters]
    for module in (firm, government, institute, talent, township, sectors, lanes):
        names += [field.name for field in module.FIELDS]
    missing = [name for name in names if f"`{name}`" not in description]
    assert not missing


@pytest.mark.parametrize(("folder", "module"), SUBMODELS, ids=lambda part: getattr(part, "__name__", part))
def test_every_module_says_what_it_is(folder, module):
    assert (module.__doc__ or "").strip()
    assert odd_sources.functions(module) or folder == "steps"


@pytest.mark.parametrize(("folder", "function"), FUNCTIONS, ids=lambda part: getattr(part, "__qualname__", part))
def test_every_submodel_says_what_it_does_and_in_which_quantity(folder, function):
    said = inspect.getdoc(function) or ""
    assert said, "no docstring"
    gives = any(
        isinstance(node, ast.Return) and node.value is not None
        for node in ast.walk(ast.parse(inspect.cleandoc("\n" + inspect.getsource(function))))
    )
    if gives and folder != "steps":
        assert QUANTITY.search(said), f"neither equation nor unit: {said!r}"
