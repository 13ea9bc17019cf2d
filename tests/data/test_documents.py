"""The documents: what targets and instruments quote from them stands there, under the heading that is cited."""

import hashlib
import re

import pytest

from sim import data
from sim.instruments import instruments
from sim.law import DOCUMENTS
from sim.target_file import documents, load_targets

TAKEN_OVER = {
    "jiangxi-2018": "fec452ed335174e3",
    "jilin-2018": "00f3cbe84c0456e2",
    "jilin-2021": "a5b903fd08c68623",
    "jilin-city-2016": "b18b097e11c57d84",
    "sichuan-2018": "616642748a141510",
}
PART = re.compile(r"[ \t　]*([一二三四五六七八九十]+)、")
SECTION = re.compile(r"[ \t　]*[（(]([一二三四五六七八九十]+)[）)]")
POINT = re.compile(r"[ \t　]*(\d+)\.")
CLAUSE = re.compile(r"(序言|([一二三四五六七八九十]+)、?(?:[（(]([一二三四五六七八九十]+)[）)])?(\d*)\.?)(?: \d{4})?")


def words_of(document):
    return (data.FOLDER / "documents" / f"{document}.txt").read_text(encoding="utf-8")


def places(document, quote):
    """Where the quote's first piece stands, once for each time that all pieces follow in order; " … " marks a cut."""
    text, pieces = words_of(document), quote.split(" … ")
    found = []
    start = text.find(pieces[0])
    while start >= 0:
        end = start
        for piece in pieces:
            end = text.find(piece, end) if end >= 0 else -1
        if end >= 0:
            found.append(start)
        start = text.find(pieces[0], start + 1)
    return found


def heading(document, place):
    """Numbers of the part, section and point in which a place of the document lies; "" above the first."""
    part = section = point = ""
    for line in words_of(document)[:place].split("\n"):
        if found := PART.match(line):
            part, section, point = found[1], "", ""
        elif found := SECTION.match(line):
            section, point = found[1], ""
        elif found := POINT.match(line):
            point = found[1]
    return part, section, point


def quotes():
    """(document, clause, quote) of every target and of every passage that names an instrument."""
    for document in documents():
        for target in load_targets(document).targets:
            yield pytest.param(document, target.clause, target.quote, id=f"{document}-{target.id}")
    for key, instrument in instruments().items():
        for document, passage in instrument.documents.items():
            yield pytest.param(document, passage.clause, passage.quote, id=f"{document}-{key}")


@pytest.mark.parametrize(("document", "clause", "quote"), list(quotes()))
def test_a_quote_stands_in_its_document_under_the_heading_cited(document, clause, quote):
    found = places(document, quote)
    assert found, "these are not the document's words"
    cited = CLAUSE.fullmatch(clause)
    assert cited, f"no clause: {clause}"
    wanted = tuple(number for number in cited.groups()[1:] if number)
    stands = [heading(document, place + 1) for place in found]  # past the first letter: a heading may be quoted
    if not wanted:  # the preamble
        assert ("", "", "") in stands
    assert wanted in [place[: len(wanted)] for place in stands]


def test_every_document_is_there_and_nothing_else():
    assert {path.stem for path in (data.FOLDER / "documents").iterdir()} == set(DOCUMENTS)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_documents_are_as_they_were_taken_over(document):
    """Quotes are held against these words, so nobody may mend them."""
    words = (data.FOLDER / "documents" / f"{document}.txt").read_bytes()
    assert hashlib.sha256(words).hexdigest()[:16] == TAKEN_OVER[document]
