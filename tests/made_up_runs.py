"""A made-up scenario and made-up tables, for tests of what carries results and not of what makes them."""

import numpy as np
import pandas as pd

from sim.runs import RunFolder

DIGESTS = {"model": "m", "calibration": "c"}


class Plan:
    """As much of a scenario as a run folder asks for."""

    name, region = "plan", "jiangxi"

    def __init__(self, budget=200_000):
        self.budget = budget

    def resolved(self):
        title = {"zh": "情景", "en": "plan"}
        return {"name": self.name, "title": title, "levers": {"innovation_voucher": {"2018-01-20": self.budget}}}


def tables(replicate, shift=0.0, rows=40):
    """Indicators, ledger and costs of a replicate; every value depends on its number."""
    luck = np.random.default_rng(replicate)
    quarter = np.arange(rows) % 5
    indicators = pd.DataFrame(
        {
            "replicate": np.int32(replicate),
            "year": (2018 + np.arange(rows) // 10).astype("int16"),
            "quarter": quarter.astype("int8"),
            "county": pd.Categorical(np.where(quarter > 0, "360000", "360102")),
            "indicator": pd.Categorical(np.where(np.arange(rows) % 10 < 5, "outside_contracts", "gdp")),
            "value": luck.random(rows) + shift,
            "unit": pd.Categorical(["yuan"] * rows),
        }
    )
    costs = pd.DataFrame(
        {
            "replicate": np.int32(replicate),
            "year": np.int16(2018),
            "county": ["360102", "360103"],
            "lever": "innovation_voucher",
            "payer": "county",
            "kind": "outlay",
            "yuan": [100 + replicate, 50],
        }
    )
    ledger = costs.drop(columns=["county", "kind"]).assign(
        payer_county="360102", payee="firms", payee_county="360102", purpose="voucher"
    )
    return indicators, ledger, costs


def verdicts():
    return pd.DataFrame(
        {
            "target": ["counties", "townships"],
            "judged_as": ["probability", "not_measured"],
            "deadline": [2020, 2030],
            "probability": [0.35, np.nan],
            "p50": [0.1 + 0.2, np.nan],
            "is_reconstruction": [True, False],
            "note": ["", "缺少数据"],
        }
    )


def folder_in(out, scenario=None, seed=1, scale=1):
    return RunFolder.open(scenario or Plan(), seed, scale, out, DIGESTS)


def filled(out, replicates=3, shift=0.0, scenario=None, **size):
    folder = folder_in(out, scenario, **size)
    for replicate in folder.missing(replicates):
        folder.write_part(replicate, *tables(replicate, shift))
    return folder
