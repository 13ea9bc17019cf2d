"""A comparison as a page, as tables, as JSON and on the terminal."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

import pandas as pd

from sim.report.comparison_drawn import Drawn
from sim.report.study import plain_rows, study_folder, write_facts, write_tables


class Shown(Drawn):
    """A comparison for a reader of one language."""

    def keep(self, out: Path) -> Path:
        """Write page and tables into a folder of their own below `out`; the page's path."""
        found, asked = self.found, self.found.precision
        made_from = {"runs": found.run_ids, "pairs": found.replicates, "indicator": found.indicator, "year": found.year,
                     "confidence": found.confidence, "looks": found.looks,
                     "precision": None if asked is None else asdict(asked)}  # fmt: skip
        folder = study_folder(out, "comparison", made_from)
        stamped = self.stamped()
        write_tables(folder, stamped, long=("effects",))
        write_facts(folder, made_from | {"labels": found.labels, "seed": found.seed, "scale": found.scale})
        page = folder / f"report-{self.lang}.html"
        return self.study.write(page, self.title(), self.lead(), self.answer(), self.parts, self.command)

    def stamped(self) -> dict[str, pd.DataFrame]:
        """The tables, each row with the ids of its two runs."""
        found = self.found
        ids = dict(zip(found.labels, found.run_ids, strict=True))
        region = found.effects[found.effects["county"] == found.values(0).places[-1]]
        tables = {"effects": found.effects, "effects_region": region, "targets": found.targets, "beats": found.beats,
                  "costs": found.costs, "counties": found.counties,
                  "counties_by_chance": found.counties_by_chance}  # fmt: skip
        return {
            name: table.assign(
                first_run=pd.Categorical([found.run_ids[0]] * len(table)),
                other_run=table["other"].astype(str).map(ids).astype("category"),
            )
            for name, table in tables.items()
        }

    def plain(self, page: Path) -> dict[str, Any]:
        """What `--json` prints."""
        found = self.found
        tables = self.stamped()
        effects = tables["effects_region"]
        effects = effects[(effects["year"] == found.year)]
        names = ("targets", "costs", "counties", "counties_by_chance")
        beats = tables["beats"]
        return {
            "labels": found.labels,
            "run_ids": [result.run_id for result in found.results],
            "pairs": found.replicates,
            "seed": found.seed,
            "scale": found.scale,
            "year": found.year,
            "confidence": found.confidence,
            "looks": found.looks,
            "precise": found.is_precise if found.precision else None,
            "report": str(page),
            "effects": plain_rows(effects),
            "beats": plain_rows(beats[beats["year"] == found.year]),
            **{name: plain_rows(tables[name]) for name in names},
        }

    words_first = 2
    """Columns of words in the terminal's tables."""

    def terminal_tables(self) -> list[tuple[str, list[str], list[tuple[Any, ...]]]]:
        """Caption, heads and rows of what the terminal shows."""
        head, rows = self.effect_rows()
        tables = [(self.t("effects.caption", year=self.found.year, c=self.per_cent()), head, rows)]
        head, rows = self.target_rows()
        default = self.found.targets["is_default"].tolist()
        changed = [row for row, is_default in zip(rows, default, strict=True) if is_default and (row[8] or row[9])]
        if changed:
            tables.append((self.t("targets.changed"), head[:10], [row[:10] for row in changed]))
        return tables

    def lines(self) -> list[str]:
        """What the terminal shows beside the tables."""
        return [self.lead(), *filter(None, self.answer())]
