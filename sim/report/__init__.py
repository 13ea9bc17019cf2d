"""What a run found, for people: the report of a run as one HTML page, in Chinese or English.

    write_report(result, "runs/<run id>/report.html", lang="zh")

A result offers: indicators, verdicts, costs (tables of the run); scenario, run_id, manifest, replicates, seed, scale,
as_of (year); official (table of the region's series) and baseline_indicators (table or None).
"""

from typing import Any

__all__ = ["write_report"]


def __getattr__(name: str) -> Any:
    if name == "write_report":  # drawing libraries load only when a report is written
        from sim.report.html import write_report

        return write_report
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
