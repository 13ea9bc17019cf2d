"""Rules and steps are written so that compiled and plain runs give the same bits."""

import ast
import importlib
import inspect
import types
from pathlib import Path

import pytest

import sim
from sim.engine import digest

PACKAGE = Path(sim.__file__).parent
NOT_COMPILED = {"catalogue.py", "tax_law.py"}  # they read data files
FILES = sorted(
    file
    for folder in ("rules", "steps", "levers")
    for file in (PACKAGE / folder).glob("*.py")
    if file.name not in NOT_COMPILED
)
UNLIKE = {"hypot", "lgamma", "gamma", "expm1", "pow", "fsum", "np", "numpy", "random"}
CONTAINERS = (ast.Dict, ast.Set, ast.DictComp, ast.SetComp, ast.ListComp, ast.GeneratorExp)


def mistakes(function: ast.FunctionDef) -> list[str]:
    """What in a function would compile to other bits than Python's, or not at all."""
    found = []
    for node in ast.walk(function):
        if isinstance(node, ast.Pow):
            found.append("** (write x * x or sqrt)")
        elif isinstance(node, CONTAINERS):
            found.append(f"a {type(node).__name__}")
        elif isinstance(node, ast.Name) and node.id in UNLIKE | {"dict", "set", "sum", "sorted"}:
            found.append(node.id)
        elif isinstance(node, ast.Attribute) and node.attr in UNLIKE:
            found.append(node.attr)
        elif isinstance(node, ast.Call) and node.keywords:
            found.append("a call with keywords")
        elif isinstance(node, ast.Call) and any(isinstance(x, ast.Starred) for x in node.args):
            found.append("a call with *")
        elif isinstance(node, ast.FunctionDef | ast.Lambda) and node is not function:
            found.append("a function in a function")
        elif isinstance(node, ast.Global | ast.Nonlocal | ast.Try | ast.With):
            found.append(type(node).__name__)
    return found


@pytest.mark.parametrize("file", FILES, ids=lambda f: f"{f.parent.name}/{f.stem}")
def test_nothing_in_it_differs_between_compiled_and_plain(file):
    functions = [node for node in ast.parse(file.read_text(encoding="utf-8")).body if isinstance(node, ast.FunctionDef)]
    assert {f"{f.name} (line {f.lineno})": mistakes(f) for f in functions if mistakes(f)} == {}


def test_the_walk_sees_what_it_must_refuse():
    source = "def rule(x):\n    y = {1: 2}\n    return hypot(x ** 2, f(x, b=1)) + np.sqrt(sum(i for i in y))\n"
    tree = ast.parse(source).body[0]
    assert isinstance(tree, ast.FunctionDef)
    assert len(mistakes(tree)) >= 6


@pytest.mark.parametrize("file", FILES, ids=lambda f: f"{f.parent.name}/{f.stem}")
def test_an_edited_source_is_compiled_anew(file):
    """Every function that a rule or step calls lies in a file whose bytes name the cache folder."""
    folders = {PACKAGE / name for name in ("engine", "agents", "rules", "steps", "levers")}
    dotted = ".".join(file.relative_to(PACKAGE.parent).with_suffix("").parts)
    module = importlib.import_module(dotted.removesuffix(".__init__"))
    for value in vars(module).values():
        if isinstance(value, types.FunctionType) and (value.__module__ or "").startswith("sim."):
            assert Path(inspect.getfile(value)).parent in folders


def test_the_cache_is_named_by_the_bytes_of_its_sources(tmp_path):
    file = tmp_path / "rule.py"
    file.write_text("x = 1")
    before = digest.digest_of_files([file], tmp_path)
    assert digest.digest_of_files([file], tmp_path) == before
    file.write_text("x = 2")
    assert digest.digest_of_files([file], tmp_path) != before
