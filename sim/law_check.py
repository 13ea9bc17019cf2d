"""What a law file of a lever still lacks, beyond its form: units that are known, words of the document, own words.

The catalogue refuses a file whose form is wrong; here is what a newcomer leaves over from the template.
"""

from collections.abc import Iterator
from pathlib import Path

from sim.data import FOLDER as DATA
from sim.levers.catalogue import FOLDER, LawError, LeverLaw, catalogue, read_law
from sim.units import UnitError, convert

TEMPLATE = FOLDER / "template" / "site_visits.yaml"
INDICATORS = DATA.parent / "indicators"


def check_laws() -> None:
    """Check every lever of the catalogue. LawError: all that is wrong, a line each, with file and field."""
    found = [f"{lever}.yaml: {what}" for lever, law in catalogue().items() for what in mistakes(law)]
    if found:
        raise LawError("\n".join(found))


def mistakes(law: LeverLaw, template: LeverLaw | None = None, levers: Path = FOLDER) -> list[str]:
    """What is missing or still the template's in one law, each beginning with its field.

    levers: the folder in which the mechanism (`<lever>.py`) must be.
    """
    template = template or read_law(TEMPLATE)
    return [*_of_template(law, template), *_of_lever(law, levers), *_of_parameters(law, template)]


def _of_template(law: LeverLaw, template: LeverLaw) -> Iterator[str]:
    """Texts that nobody has written anew."""
    for field in ("name", "mechanism"):
        for lang in ("zh", "en"):
            if getattr(law, field)[lang] == getattr(template, field)[lang]:
                yield f"{field}.{lang}: is still the template's text"
    for document, clause in law.documents.items():
        if clause == template.documents.get(document):
            yield f"documents.{document}: is still the template's clause"


def _of_lever(law: LeverLaw, levers: Path) -> Iterator[str]:
    """Quotes that the document does not have, indicators and mechanism that are not there."""
    if not law.documents:
        yield "documents: names no document (clause, quote, strength)"
    for document, clause in law.documents.items():
        text = _plain((DATA / "documents" / f"{document}.txt").read_text(encoding="utf-8"))
        if any(_plain(part) not in text for part in clause.quote.split("…")):
            yield f"documents.{document}.quote: these words are not in sim/data/documents/{document}.txt"
    for field in ("first_moves", "unmoved"):
        if not (INDICATORS / f"{getattr(law, field)}.py").is_file():
            yield f"{field}: there is no indicator {getattr(law, field)} in sim/indicators/"
    if law.first_moves == law.unmoved:
        yield "unmoved: is the indicator that moves first"
    if not law.evidence:
        yield "evidence: names none; a lever without any names the nearest"
    if not (levers / f"{law.key}.py").is_file():
        yield f"the mechanism sim/levers/{law.key}.py is missing"


def _of_parameters(law: LeverLaw, template: LeverLaw) -> Iterator[str]:
    """Units that are none, whole parameters of the template, assumptions that somebody is said to have confirmed."""
    for name, parameter in law.parameters.items():
        try:
            convert(1.0, parameter.unit, parameter.unit)
        except UnitError as error:
            yield f"parameters.{name}.unit: {error}; units are those of sim/units.py"
        if parameter == template.parameters.get(name):
            yield f"parameters.{name}: is still the template's (label, source, values and range)"
        if parameter.kind == "assumption" and parameter.confirmed is not False:
            yield f"parameters.{name}.confirmed: nobody confirms an assumption; write false"


def _plain(text: str) -> str:
    """Words without the white space in which they are set."""
    return "".join(text.split())
