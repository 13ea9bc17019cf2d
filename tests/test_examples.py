"""The example notebooks run from top to bottom, as they stand."""

import json
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[1] / "scenarios" / "examples"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))


def test_there_is_an_example():
    assert NOTEBOOKS


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda file: file.stem)
def test_it_runs(notebook, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)  # runs/ is made there
    monkeypatch.setenv("MPLBACKEND", "Agg")
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    names = {"__name__": "notebook"}
    for cell in cells:
        if cell["cell_type"] == "code":
            exec(compile("".join(cell["source"]), f"{notebook.name}, cell {cell['id']}", "exec"), names)
    assert "run ids:" in capsys.readouterr().out


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda file: file.stem)
def test_it_is_kept_without_outputs(notebook):
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    assert not any(cell.get("outputs") for cell in cells), "outputs would be those of another version"
    assert [cell["id"] for cell in cells] == [f"c{place:02d}" for place in range(len(cells))]
