"""Pieces of HTML. Everything that is not made here is escaped, so no title or source can become markup."""

from collections.abc import Iterable, Sequence
from html import escape

LONG = 15  # rows: a longer table scrolls in a box of its own on the screen (not in print)


class Markup(str):
    """Text that is HTML already and must not be escaped again."""


def el(tag: str, *content: object, **attributes: object) -> Markup:
    """`<tag attributes>content</tag>`; content is escaped unless it is Markup. `class_` stands for class."""
    names = ((name.rstrip("_").replace("_", "-"), value) for name, value in attributes.items() if value is not None)
    inside = "".join(f' {name}="{escape(str(value))}"' for name, value in names)
    return Markup(f"<{tag}{inside}>{join(content)}</{tag}>")


def join(pieces: Iterable[object], between: str = "") -> Markup:
    """Pieces one after another, each escaped unless it is Markup."""
    return Markup(between.join(piece if isinstance(piece, Markup) else escape(str(piece)) for piece in pieces))


def table(
    head: Sequence[object],
    rows: Iterable[Sequence[object]],
    caption: object = None,
    numbers: Iterable[int] = (),
    strong: Iterable[int] = (),
) -> Markup:
    """A table in a box that scrolls; `numbers`: columns set right; `strong`: rows that are totals."""
    rows = list(rows)
    right, bold = set(numbers), set(strong)
    header = el("tr", *(el("th", name, scope="col", class_="n" if i in right else None) for i, name in enumerate(head)))
    body = [
        el(
            "tr",
            *(el("td", cell, class_="n" if i in right else None) for i, cell in enumerate(row)),
            class_="total" if place in bold else None,
        )
        for place, row in enumerate(rows)
    ]
    name = el("caption", caption) if caption is not None else Markup("")
    box = "scroll tall" if len(rows) > LONG else "scroll"
    return el("div", el("table", name, el("thead", header), el("tbody", *body)), class_=box, tabindex="0")


def fold(summary: object, *content: object) -> Markup:
    """A part that opens on a click."""
    return el("details", el("summary", summary), *content)


def facts(pairs: Iterable[tuple[object, object]]) -> Markup:
    """Names and values, one below the other."""
    return el("dl", *(join((el("dt", name), el("dd", value))) for name, value in pairs))
