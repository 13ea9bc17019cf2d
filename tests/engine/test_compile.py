"""Rules and steps are written so that compiled and plain runs give the same bits."""

import ast
import importlib.util
import sys
from pathlib import Path

import pytest

import sim
from sim.engine.compile import bind, compiled, fingerprint

PACKAGE = Path(sim.__file__).parent
NOT_COMPILED = {"catalogue.py", "tax_law.py", "title_law.py"}  # they read data files
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


def module_of(tmp_path, name, text):
    tmp_path.mkdir(exist_ok=True)
    file = tmp_path / f"{name}.py"
    file.write_text(text, encoding="utf-8")
    spec = importlib.util.spec_from_file_location(f"tests.made_up.{name}", file)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # compiled code that was kept asks for it by name
    spec.loader.exec_module(module)
    return module


RULE = """
SHARE = 0.25

def part(x):
    \"\"\"A half.\"\"\"
    return SHARE * x

def step(x):
    return part(x) + 1.25
"""


@pytest.mark.parametrize(
    ("edit", "is_new"),
    [
        (("SHARE = 0.25", "SHARE = 0.75"), True),  # a constant that a callee reads
        (("SHARE * x", "SHARE * x * x"), True),  # a callee's body
        (("+ 1.25", "+ 2.0"), True),
        (("SHARE = 0.25", "\n\n# why\nSHARE = 0.25"), False),  # further down in the file
        (("A half.", "Half of it."), False),
    ],
)
def test_what_an_edit_touches_is_compiled_anew_and_nothing_else(tmp_path, edit, is_new):
    before = module_of(tmp_path / "before", "edited", RULE)
    after = module_of(tmp_path / "after", "edited", RULE.replace(*edit))
    assert (fingerprint(before.step) != fingerprint(after.step)) == is_new


def test_a_callee_that_moves_to_another_module_is_compiled_anew(tmp_path):
    """Compiled code that was kept looks its callees up by module, where a moved one is no longer found."""
    moved = "from tests.made_up.{} import part\n\n\ndef step(x):\n    return part(x) + 1.25\n"
    module_of(tmp_path, "here", RULE), module_of(tmp_path, "there", RULE)
    before = module_of(tmp_path / "before", "caller", moved.format("here"))
    after = module_of(tmp_path / "after", "caller", moved.format("there"))
    assert fingerprint(before.step) != fingerprint(after.step)


def test_a_compiled_step_takes_the_edit(tmp_path):
    assert compiled(module_of(tmp_path, "one", RULE).step)(2.0) == 1.75
    assert compiled(module_of(tmp_path, "two", RULE.replace("0.25", "4.0")).step)(2.0) == 9.25


def test_a_rule_with_another_bound_function_has_another_fingerprint(tmp_path):
    module = module_of(tmp_path, "bound", RULE + "\ndef other(x):\n    return x\n")
    assert fingerprint(bind(module.step, "a", part=module.other)) != fingerprint(module.step)
