"""The report's style sheet. Dark on white; colour only repeats what a sign and a word say; readable in grey."""

STYLE = """
:root { --ink: #1a1f26; --grey: #56606c; --line: #d5dae0; --pale: #f5f7f9; --accent: #0b4f8a; }
* { box-sizing: border-box; }
body { margin: 0; color: var(--ink); background: #fff; font: 16px/1.6 FONT_STACK; }
header, main, footer { max-width: 1120px; margin: 0 auto; padding: 0 24px; }
header { padding-top: 32px; border-bottom: 3px solid var(--accent); }
h1 { font-size: 1.8rem; line-height: 1.3; margin: 0 0 8px; }
h2 { font-size: 1.3rem; line-height: 1.35; margin: 40px 0 10px; padding-top: 8px; }
h3 { font-size: 1.02rem; line-height: 1.4; margin: 20px 0 8px; }
p { margin: 0 0 12px; }
.question { font-size: 1.05rem; max-width: 60em; }
.question b { color: var(--accent); margin-right: .4em; }
.run, .note, .stamp, footer { color: var(--grey); font-size: .84rem; }
.run { overflow-wrap: anywhere; }
.warning { border: 2px solid #8a5a12; background: #fdf6e8; padding: 10px 14px; }
.answer { font-size: 1.08rem; line-height: 1.75; max-width: 62em; border-left: 4px solid var(--accent);
  padding-left: 16px; }
.cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(400px, 100%), 1fr)); gap: 16px;
  margin-bottom: 12px; }
.card { border: 1px solid var(--line); border-top: 4px solid var(--grey); border-radius: 4px; padding: 14px 16px;
  background: #fff; break-inside: avoid; }
.card.likely { border-top-color: #0b4f8a; }
.card.unlikely { border-top-color: #a34700; }
.card h3 { margin: 10px 0 6px; }
.chance { display: flex; flex-direction: column-reverse; margin-bottom: 8px; }
.chance strong { font-size: 1.5rem; line-height: 1.3; font-variant-numeric: tabular-nums; }
.chance span { color: var(--grey); font-size: .84rem; }
.card .stamp { margin: 8px 0 0; }
.badge { display: inline-block; border: 1.5px solid currentColor; border-radius: 3px; padding: 0 8px; font-weight: 600;
  font-size: .88rem; white-space: nowrap; color: var(--ink); background: #fff; }
.badge.likely, .badge.met { color: #0b4f8a; background: #eaf2f9; }
.badge.unlikely, .badge.not_met, .badge.not_delivered { color: #8f3d00; background: #fcf1e8; }
.badge.open, .badge.unclear, .badge.not_measured, .badge.delivered, .badge.partly { color: #3e4752;
  background: #eef0f3; }
dl { display: grid; grid-template-columns: minmax(0, 11.5em) minmax(0, 1fr); gap: 2px 12px; margin: 0;
  font-size: .9rem; }
dt { color: var(--grey); }
dd { margin: 0; font-variant-numeric: tabular-nums; overflow-wrap: break-word; }
.card .note { margin: 8px 0 0; }
.card .chance + .note { margin: 0 0 8px; }
.scroll { overflow-x: auto; margin: 8px 0 16px; }
.tall { max-height: 460px; overflow-y: auto; border-bottom: 1px solid var(--line); }
.tall thead th { position: sticky; top: 0; }
table { border-collapse: collapse; width: 100%; font-size: .88rem; }
caption { text-align: left; font-weight: 600; padding: 4px 0 6px; }
caption .stamp { font-weight: 400; }
th, td { text-align: left; vertical-align: top; padding: 6px 10px; border-bottom: 1px solid var(--line); }
th { background: var(--pale); border-bottom: 2px solid var(--grey); line-height: 1.35; }
td { min-width: 5.5em; }
td:first-child, td:nth-child(2) { min-width: 10em; }
td.n { min-width: 4em; }
td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
tr.total td { font-weight: 600; background: var(--pale); }
.quote { display: block; min-width: 16em; }
.quote.note { margin-top: 2px; }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(480px, 100%), 1fr)); gap: 24px;
  align-items: start; }
figure { margin: 0; min-width: 0; break-inside: avoid; }
figure svg { display: block; width: 100%; height: auto; max-width: 720px; }
figcaption { font-size: .84rem; color: var(--grey); margin-top: 4px; overflow-wrap: anywhere; }
figcaption b { color: var(--ink); }
details { margin: 6px 0; font-size: .88rem; }
summary { cursor: pointer; color: var(--accent); }
:focus-visible { outline: 3px solid #e0a64b; outline-offset: 2px; }
ul { padding-left: 1.3em; }
li { margin-bottom: 6px; }
footer { margin-top: 40px; padding-top: 12px; padding-bottom: 32px; border-top: 1px solid var(--line);
  overflow-wrap: anywhere; }
@media (max-width: 640px) {
  header, main, footer { padding-left: 14px; padding-right: 14px; }
  h1 { font-size: 1.4rem; }
}
@media print {
  @page { size: A4; margin: 16mm 14mm; }
  body { font-size: 9.5pt; line-height: 1.45; }
  .answer { font-size: 10pt; line-height: 1.55; }
  .chance strong { font-size: 13pt; }
  header, main, footer { max-width: none; padding: 0; }
  .cards { grid-template-columns: repeat(2, 1fr); }
  .card { padding: 8px 10px; }
  .card dl, .card .note, .card .stamp { font-size: 8pt; line-height: 1.35; margin-top: 4px; }
  .figures { grid-template-columns: repeat(2, 1fr); gap: 12px; }
  h2 { margin-top: 20px; }
  .scroll, .tall { overflow: visible; max-height: none; }
  table { font-size: 7.5pt; }
  th, td { padding: 3px 5px; }
  td:last-child { overflow-wrap: anywhere; }
  .badge { white-space: normal; }
  td, td:first-child, td:nth-child(2) { min-width: 0; }
  .quote { min-width: 9em; }
  .quote.note, caption .stamp { font-size: 7pt; }
  thead { display: table-header-group; }
  tr, figure, .card { break-inside: avoid; }
  h2, h3 { break-after: avoid; }
  details:not([open]), .screen { display: none; }
  * { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
}
"""
