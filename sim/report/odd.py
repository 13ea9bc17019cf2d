"""The model's description by the ODD protocol (Grimm et al. 2020), made from the code: `python -m sim.report.odd`.

Overview, Design concepts, Details: seven elements. Fields, docstrings, chance events, priors, law files, the order of
the quarter and the ledger are read where they are defined; connecting words stand in odd_words.py. The text depends on
the sources alone, so a test can say when sim/ODD.md is stale.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from sim.report import odd_words as words
from sim.report.odd_sources import PACKAGE, decisions, functions, modules, read_yaml, uses

FILE = PACKAGE / "ODD.md"


def main() -> None:
    """Write sim/ODD.md."""
    FILE.write_text(text(), encoding="utf-8")
    print(f"Wrote {FILE.name}")


def text() -> str:
    """The whole description as Markdown."""
    parts = [
        "# The model by the ODD protocol",
        words.ABOUT,
        "## 1. Purpose and patterns", words.PURPOSE, words.PATTERNS,
        "## 2. Entities, state variables and scales", words.ENTITIES, *entities(), "### Scales", words.SCALES,
        "## 3. Process overview and scheduling", words.SCHEDULE, schedule(),
        "## 4. Design concepts",
        *(f"### {name}\n\n{said.strip()}" for name, said in words.CONCEPTS.items()),
        "### Channels between counties", channels(), "### List of chance events", chance(),
        "### Indicators", indicators(),
        "## 5. Initialization", words.INITIALIZATION, recipe(),
        "## 6. Input data", words.INPUTS, inputs(),
        "## 7. Submodels", words.SUBMODELS,
        *submodels("rules", "Rules"), "### Levers", *levers(), *submodels("steps", "Steps"),
        "### Flows of money", flows(), "### Fields of the tax law", national_law("tax"),
        "### Rules of titles", national_law("title"), "### Parameters", words.PRIORS, priors(),
    ]  # fmt: skip
    return "\n\n".join(part.strip() for part in parts) + "\n"


def table(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """A Markdown table; bars within cells are escaped."""
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    for row in rows:
        lines.append("| " + " | ".join(str(cell).replace("|", "\\|").replace("\n", " ") for cell in row) + " |")
    return "\n".join(lines)


def documented(function: Callable) -> str:
    """A function's signature and docstring."""
    signature = ", ".join(inspect.signature(function).parameters)
    return f"**`{function.__name__}({signature})`**\n\n{_quoted(inspect.getdoc(function) or '')}"


def _quoted(said: str) -> str:
    """A docstring as Markdown: indented lines (equations, lists) keep their form as code."""
    blocks: list[tuple[bool, list[str]]] = []
    for line in said.splitlines():
        inside = line.startswith("    ") or re.match(r"[A-Z][a-z]+( [a-z]+)?  +\S", line) is not None
        if not line.strip():
            inside = bool(blocks) and blocks[-1][0]
        if not blocks or blocks[-1][0] != inside:
            blocks.append((inside, []))
        blocks[-1][1].append(line.removeprefix("    ") if inside else line)
    texts = ["\n".join(lines).strip("\n") for _, lines in blocks]
    pairs = zip(texts, (inside for inside, _ in blocks), strict=True)
    return "\n\n".join(f"```\n{text}\n```" if inside else text for text, inside in pairs if text)


def entities() -> list[str]:
    """A table of fields for every kind of entity."""
    from sim import lanes, sectors
    from sim.agents import firm, fund, government, institute, levels_above, talent, township

    out = []
    for title, module, fields in (
        ("Firms", firm, firm.FIELDS),
        ("Talent", talent, talent.FIELDS),
        ("Institutes", institute, institute.FIELDS),
        ("Funds", fund, fund.FIELDS),
        ("The province", None, levels_above.PROVINCE_FIELDS),
        ("Prefectures", None, levels_above.PREFECTURE_FIELDS),
        ("Counties and their governments", government, government.FIELDS),
        ("Townships", township, township.FIELDS),
        ("Sectors", sectors, sectors.FIELDS),
        ("Lanes: a replicate of a scenario", lanes, lanes.FIELDS),
    ):
        rows = [(f"`{f.name}`" + (f" [{f.shape}]" if f.shape else ""), f.unit or "-", f.meaning) for f in fields]
        about = inspect.cleandoc(module.__doc__ or "") if module else "A government with a budget of its own."
        out.append(f"### {title}\n\n{about}\n\n{table(('field', 'unit', 'meaning'), rows)}")
    return out


def schedule() -> str:
    """The calls of the calendar in their order, with what each does and the rules and levers that it uses."""
    source = (PACKAGE / "calendar.py").read_text(encoding="utf-8")
    module = importlib.import_module("sim.calendar")
    body = next(node for node in ast.parse(source).body if isinstance(node, ast.FunctionDef)).body
    rows: list[tuple[Any, ...]] = []
    for node in body:
        if not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)):
            continue
        name = ast.unparse(node.value.func).removeprefix("world.")
        comment = source.splitlines()[node.lineno - 1].partition("#")[2].strip()
        if name == "do":
            given = ast.unparse(node.value.args[0])
            step = eval(given, vars(module))  # a name of the calendar, such as steps.markets_clear
            name, used = given.removeprefix("steps."), ", ".join(f"`{n}`" for n in uses(step))
            comment = "; ".join([*(f"in quarter {ast.unparse(k.value)}" for k in node.value.keywords), comment]).strip(
                "; "
            )
        else:
            from sim.world import World

            step, used = getattr(World, name), ""
            name += f"({', '.join(ast.unparse(argument) for argument in node.value.args)})"
        what = (inspect.getdoc(step) or "").split("\n\n")[0].replace("\n", " ")
        rows.append((len(rows) + 1, f"`{name}`", what + (f" *({comment})*" if comment else ""), used))
    return table(("", "step", "what happens", "rules and levers used"), rows)


def channels() -> str:
    """The channels through which counties touch each other; each is a switch of the scenario."""
    from sim.lanes import CHANNELS

    return table(("channel", "what passes"), [(f"`{name}`", words.CHANNELS[name]) for name in CHANNELS])


def chance() -> str:
    """Every chance event by name; beside them one draw per parameter with the role prior."""
    rows = [
        (f"`{name}`", meaning + ("" if used else " - *named, not drawn in this version*"), f"`{file}`")
        for name, meaning, file, used in decisions()
    ]
    more = "Beside these every parameter with the role *prior* is drawn once a replicate, under `belief.<its name>`."
    return table(("event", "what is decided", "where"), rows) + "\n\n" + more


def indicators() -> str:
    """Every indicator with unit and definition."""
    rows = []
    for file in sorted((PACKAGE / "indicators").glob("*.py")):
        if not file.stem.startswith("_"):
            module = importlib.import_module(f"sim.indicators.{file.stem}")
            said = (inspect.getdoc(module) or "").split("\n\n")[0].replace("\n", " ")
            official = module.OFFICIAL[0] if module.OFFICIAL else "-"
            rows.append((f"`{file.stem}`", module.UNIT, said, official))
    return table(("indicator", "unit", "definition", "official series beside it"), rows)


def recipe() -> str:
    """The numbers of the population recipe with their status."""
    content = read_yaml(PACKAGE / "data" / "recipe.yaml")
    rows = [
        (region, f"`{name}`", f"{row['value']:g}", row["unit"], row["status"], row["source"])
        for region, numbers in content.items()
        for name, row in numbers.items()
    ]
    return table(("region", "number", "value", "unit", "status", "source"), rows)


def inputs() -> str:
    """The inputs of a quarter."""
    from sim.lanes import GIVEN_FIELDS

    rows = [(f"`{f.name}`", f.unit, f.meaning) for f in GIVEN_FIELDS]
    return table(("input", "unit", "meaning"), rows) + "\n\n" + words.TABLES


def submodels(folder: str, title: str) -> list[str]:
    """Docstrings of a folder's modules and of their functions."""
    out = [f"### {title}"]
    for module in modules(folder):
        name = module.__name__.rpartition(".")[2]
        out += [f"#### `sim/{folder}/{name}.py`", _quoted(inspect.getdoc(module) or "")]
        out += [documented(function) for function in functions(module)]
    return out


def levers() -> list[str]:
    """Every lever: how it works (its module), what the law says (its law file), its functions."""
    from sim.levers.catalogue import catalogue

    out = []
    for key, law in catalogue().items():
        module = importlib.import_module(f"sim.levers.{key}")
        named = "; ".join(f"{name} {clause.clause} ({clause.strength})" for name, clause in law.documents.items())
        rows = [
            (f"`{parameter}`", p.label.en, p.unit, ", ".join(f"{day}: {value:g}" for day, value in p.values.items()),
             f"{p.range[0]:g} to {p.range[1]:g}", p.kind, _sure(p.confirmed), p.source)
            for parameter, p in law.parameters.items()
        ]  # fmt: skip
        head = ("parameter", "meaning", "unit", "values from their dates", "range", "kind", "confirmed", "source")
        out += [
            f"#### {law.name.en} (`{key}`)", _quoted(inspect.getdoc(module) or ""), law.mechanism.en,
            f"In force everywhere: {'yes' if law.national else 'no'}. Named in: {named or 'national law alone'}. "
            f"Moves first: `{law.first_moves}` ({law.direction}).",
            table(head, rows), *(documented(function) for function in functions(module)),
        ]  # fmt: skip
    shared = importlib.import_module("sim.levers.support")
    out += ["#### What levers share (`sim/levers/support.py`)", _quoted(inspect.getdoc(shared) or "")]
    return out + [documented(function) for function in functions(shared)]


def _sure(confirmed: bool | str) -> str:
    return "in another region" if isinstance(confirmed, str) else "yes" if confirmed else "NO"


def flows() -> str:
    """Every kind of payment."""
    from sim.engine.ledger import FLOWS

    rows = [(f"`{f.name}`", f.payer, f.payee, f"`{f.lever}`" if f.lever else "-") for f in FLOWS]
    return table(("payment", "payer", "payee", "lever"), rows)


def national_law(name: str) -> str:
    """The fields of the tax law (`tax`) or of the rules of titles (`title`), with dated values and documents."""
    content = read_yaml(PACKAGE / "data" / f"{name}_law.yaml")["parameters"]
    rows = []
    for name, law in content.items():
        values = "; ".join(f"{v['date']}: {v['value']:g} ({v['document']}, {v['status']})" for v in law["values"])
        rows.append((f"`{name}`", law["label"]["en"], law["unit"], values))
    return table(("field", "meaning", "unit", "values from their dates"), rows)


def priors() -> str:
    """Every parameter of the rules."""
    from sim import beliefs

    rows = [(f"`{p.name}`", p.meaning, f"`{p.prior}`", p.unit, p.role, p.evidence) for p in beliefs.priors().values()]
    return table(("parameter", "meaning", "prior", "unit", "role", "evidence"), rows)


if __name__ == "__main__":
    main()
