"""How the status page looks in a browser and on paper: one sheet, two schemes, no fonts loaded."""

from __future__ import annotations

STYLE = """
:root { --page: #f8f8f8; --fg: #303030; --title: #121212; --dim: #626262; --rule: #d0d0d0;
  --panel: #ececec; --late: #af005f; --ask: #875f00; --good: #005f00; --accent: #005faf;
  --bar: #808080; }
@media (prefers-color-scheme: dark) {
  :root { --page: #1c1c1c; --fg: #d3d3d3; --title: #f1f1f1; --dim: #a0a0a0; --rule: #4e4e4e;
    --panel: #303030; --late: #ff8787; --ask: #d7af5f; --good: #5fafaf; --accent: #87afd7;
    --bar: #8a8a8a; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--fg);
  font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; }
main { max-width: 50rem; margin: 0 auto; padding: 2rem 1.25rem 3rem; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0; color: var(--title); }
h2 { font-size: 1.05rem; margin: 2rem 0 .5rem; padding-bottom: .25rem; color: var(--title);
  border-bottom: 1px solid var(--rule); }
h3 { font-size: 1rem; margin: 1rem 0 .25rem; color: var(--title); }
p { margin: .25rem 0; }
.at { color: var(--dim); }
.pill { display: inline-block; font-size: .85rem; font-weight: 600; line-height: 1;
  padding: .3em .6em; border: 2px solid currentColor; border-radius: 1em; vertical-align: .2em; }
.late { color: var(--late); } .ask { color: var(--ask); } .good { color: var(--good); }
.quiet { color: var(--dim); }
.sign { display: inline-block; min-width: .9em; font-weight: 700; }
dl.answers { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem;
  margin: 1.25rem 0 0; padding: .9rem 1rem; background: var(--panel); border-radius: .4rem; }
.answers dt { color: var(--dim); } .answers dd { margin: 0; color: var(--title); }
ul { margin: .25rem 0; padding-left: 1.2rem; } li { margin: .15rem 0; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { text-align: left; vertical-align: top; padding: .3rem .75rem .3rem 0; font-weight: 400; }
thead th { color: var(--dim); font-size: .9rem; white-space: nowrap; }
tbody tr { border-top: 1px solid var(--rule); }
.stones th[scope=row] { font-weight: 600; color: var(--title); }
.stones td { white-space: nowrap; }
.number { white-space: nowrap; text-align: right; } .day { white-space: nowrap; color: var(--dim); }
.money td:last-child { color: var(--dim); }
table.ahead, table.money { width: auto; } table.ahead tr, table.money tr { border: 0; }
.ahead td, .money td, .money th { padding-top: .1rem; padding-bottom: .1rem; }
svg.course { display: block; width: 100%; min-width: 32rem; height: auto; margin: .75rem 0; }
svg text { font: 13px system-ui, sans-serif; fill: var(--fg); } svg text.dim { fill: var(--dim); }
.track { stroke: var(--rule); } .today { stroke: var(--accent); stroke-dasharray: 3 3; }
.slip { stroke: var(--late); stroke-width: 2; } .fan { stroke: var(--bar); stroke-width: 6; }
.hand { stroke: var(--good); stroke-width: 2; }
.promised { fill: var(--page); stroke: var(--fg); stroke-width: 1.5; }
.forecast { fill: var(--title); stroke: var(--title); } .forecast.is-late { fill: var(--late);
  stroke: var(--late); }
footer { margin-top: 2.5rem; font-size: .85rem; color: var(--dim); }
@media (max-width: 34rem) { dl.answers { grid-template-columns: 1fr; gap: 0; }
  .answers dd { margin-bottom: .5rem; } }
@media print {
  :root { --page: #fff; --fg: #000; --title: #000; --dim: #444; --rule: #999; --panel: #fff;
    --late: #8b0046; --ask: #6b4a00; --good: #004b00; --accent: #004080; --bar: #777; }
  body { font-size: 11pt; } main { max-width: none; padding: 0; }
  dl.answers { border: 1px solid var(--rule); }
  h2, h3 { break-after: avoid; } tr, li, dl, svg { break-inside: avoid; } @page { margin: 18mm; }
}
"""
