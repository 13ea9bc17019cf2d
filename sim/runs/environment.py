"""What a run was made with: packages, Python, processor. Recorded, never part of the run id."""

from __future__ import annotations

import platform
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

# those whose code makes, rounds or stores a number
_PACKAGES = ("numpy", "scipy", "numba", "llvmlite", "mesa", "pandas", "pyarrow", "pydantic", "ruamel.yaml", "pint")


# those whose code makes a number: with another version of one the last bits may differ
_COMPUTING = ("numpy", "scipy", "numba", "llvmlite")


def computing_versions(made_with: Mapping[str, Any]) -> dict[str, str]:
    """Versions of the packages that compute, from what `environment` recorded, and Python's first two numbers."""
    packages = {name: str(made_with["packages"].get(name, "-")) for name in _COMPUTING}
    return {**packages, "python": ".".join(str(made_with["python"]).split(".")[:2])}


def environment() -> dict[str, Any]:
    """Processor, system, Python and package versions, as the manifest keeps them."""
    packages = {}
    for name in _PACKAGES:
        try:
            packages[name] = version(name)
        except PackageNotFoundError:
            continue
    return {
        "processor": processor(),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "packages": packages,
    }


def processor() -> str:
    """The processor's name as its maker gives it, or what the system says of it."""
    try:
        for line in Path("/proc/cpuinfo").read_text("utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    except OSError:
        pass  # no Linux
    return platform.processor() or platform.machine()


def changes_since(manifest: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """What differs between the manifest's machine and packages and this one's: (what, then, now)."""
    then, now = _flat(manifest), _flat(environment())
    return [(what, then.get(what, "-"), value) for what, value in now.items() if then.get(what, "-") != value]


def _flat(environment: Mapping[str, Any]) -> dict[str, str]:
    single = {what: str(environment[what]) for what in ("processor", "system", "python") if what in environment}
    return {**single, **{name: str(number) for name, number in environment.get("packages", {}).items()}}
