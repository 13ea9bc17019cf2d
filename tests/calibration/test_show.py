"""The table of fit quality is that of the values that are fitted now."""

import hashlib
import re

import pytest

from calibration import show

REGIONS = sorted(file.stem for file in show.FOLDER.glob("*.yaml"))


@pytest.mark.parametrize("region", REGIONS)
def test_the_table_in_the_readme_belongs_to_the_fitted_values(region):
    said = show.README.read_text(encoding="utf-8").partition(f"<!-- fit of {region}: ")[2]
    table = said.partition(f"<!-- end of the fit of {region} -->")[0]
    version = hashlib.sha256((show.FOLDER / f"{region}.yaml").read_bytes()).hexdigest()[:12]
    assert version in table, f"stale: run python -m calibration.show {region} --write"
    assert set(re.findall(r"^\| ([\w &-]+?) \(", table, re.MULTILINE)) >= {"enterprise-funded R&D", "R&D personnel"}


def test_a_region_without_a_place_in_the_readme_is_refused():
    with pytest.raises(ValueError, match="no marks for atlantis"):
        show.write("atlantis", "")
