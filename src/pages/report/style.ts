import { BLUE_WHITE_ORANGE, type ColourMap, VIRIDIS } from '../../charts/colours';

/** Of a colour map, at equal distances. */
const stops = (map: ColourMap) =>
  Array.from({ length: 13 }, (_, at) => `rgb(${map(at / 12).join(' ')})`).join(', ');

/** The pages' style: system fonts, dark on light or the other way, as the reader prefers. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --paper: #fff; --ink: #1a1a1a; --quiet: #595959; --rule: #dcdcdc; --edge: #767676;
  --accent: #0b5cad; --tint: #eaf2fb; --wrong: #a3180c; --shade: #eef1f5;
  --truth: #0068a3; --answer: #b04c00;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #17191d; --ink: #e6e6e6; --quiet: #a9adb5; --rule: #363b43; --edge: #868c96;
    --accent: #7db7ff; --tint: #1f3047; --wrong: #ff9c8f; --shade: #21262e;
    --truth: #5bb8f0; --answer: #ff9a52;
  }
}
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; -webkit-text-size-adjust: 100%; }
body {
  margin: 0 auto; max-width: 70rem; padding: 2rem 1.5rem 5rem;
  background: var(--paper); color: var(--ink);
  font: 1rem/1.55 system-ui, sans-serif; font-variant-numeric: tabular-nums; overflow-wrap: break-word;
}
h1, h2, h3 { line-height: 1.2; text-wrap: balance; margin: 0 0 .75rem; }
h1 { font-size: 1.75rem; }
h2 { font-size: 1.5rem; margin-bottom: 1rem; }
h3 { font-size: 1.1rem; margin-top: 2rem; }
p { margin: 0 0 1rem; max-width: 46rem; }
a { color: var(--accent); }
section { margin-top: 3.5rem; }
#why { margin-top: 2rem; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 3px; }
code, pre { font: .875rem/1.5 ui-monospace, monospace; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; padding: .75rem 1rem; background: var(--shade); border-radius: 6px; margin: 0 0 1rem; }
summary { cursor: pointer; color: var(--accent); padding: .25rem 0; }
.note, .quiet, caption, .mark, .legend { color: var(--quiet); font-size: .875rem; }
.error { color: var(--wrong); white-space: pre-wrap; border-left: 4px solid; padding-left: 1rem; }
nav ul { list-style: none; display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; padding: 0; margin: 1rem 0 0; }
dl { margin: 0 0 1rem; }
dl > div { display: grid; grid-template-columns: minmax(7rem, 14rem) minmax(0, 1fr); gap: 0 1rem; padding: .2rem 0; }
dt { color: var(--quiet); }
dd { margin: 0; }
dd > dl { border-left: 2px solid var(--rule); padding-left: 1rem; }
.facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(16rem, 1fr)); gap: .5rem 2rem; font-size: .9375rem; line-height: 1.45; }
.facts > div { display: block; padding: 0; }
.facts dt { font-size: .875rem; }

.scroll {
  overflow-x: auto; margin: 0 0 1.5rem; position: relative;
  background: linear-gradient(to right, var(--paper) 40%, transparent) left / 2.5rem 100% local no-repeat,
    linear-gradient(to left, var(--paper) 40%, transparent) right / 2.5rem 100% local no-repeat,
    linear-gradient(to right, var(--rule), transparent) left / 1rem 100% no-repeat,
    linear-gradient(to left, var(--rule), transparent) right / 1rem 100% no-repeat;
}
table { border-collapse: collapse; font-size: .9375rem; }
caption { text-align: left; padding: 0 0 .4rem; }
th, td { text-align: left; vertical-align: top; padding: .3rem .9rem .3rem 0; border-bottom: 1px solid var(--rule); }
th { font-weight: 600; }
thead th { vertical-align: bottom; border-bottom-color: var(--edge); }
tbody th { font-weight: 400; min-width: 8.5rem; }
td { max-width: 24rem; }
.named > .scroll:first-child caption { position: absolute; clip-path: inset(50%); }
.number { text-align: right; white-space: nowrap; }
.spread { display: block; color: var(--quiet); font-size: .8125rem; }
.values { overflow-wrap: anywhere; }

.drawn { margin: 0 0 2.5rem; }
.drawn .scroll { margin: 0; background: none; }
.drawn img { display: block; max-width: 100%; height: auto; }
figcaption { color: var(--quiet); font-size: .875rem; max-width: 46rem; margin-top: .4rem; }
.hint { display: none; color: var(--quiet); font-size: .8125rem; margin: .15rem 0 0; text-align: right; }
.beside { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(36rem, 100%), 1fr)); gap: 1rem; }
.beside .drawn img { width: 100%; }

.why { display: flex; gap: 1.5rem; align-items: flex-start; margin-bottom: 1.5rem; }
.why p { margin: 0; font-size: 1.125rem; }
.picture { width: 9rem; height: auto; flex: none; image-rendering: pixelated; border: 1px solid var(--edge); border-radius: 4px; }
fieldset { border: 0; padding: 0; margin: 0 0 1.25rem; min-width: 0; display: flex; flex-wrap: wrap; gap: .4rem; }
legend { padding: 0; margin-bottom: .4rem; font-weight: 600; font-size: .9375rem; }
fieldset label { position: relative; cursor: pointer; }
fieldset input { position: absolute; inset: 0; width: 100%; height: 100%; margin: 0; opacity: 0; cursor: pointer; }
fieldset label > span { display: flex; flex-direction: column; align-items: center; border: 2px solid transparent; border-radius: 6px; padding: .25rem; }
fieldset input:checked + span { border-color: var(--accent); background: var(--tint); }
fieldset input:focus-visible + span { outline: 3px solid var(--accent); outline-offset: 2px; }
.pictures label > span { font-size: .8125rem; line-height: 1.35; min-width: 4rem; }
.pictures img { width: 3rem; height: auto; image-rendering: pixelated; border-radius: 3px; margin-bottom: .2rem; }
.wrong { color: var(--wrong); font-weight: 600; }
.labels label > span { border-color: var(--edge); min-width: 3.6rem; padding: .15rem .25rem; }
.labels b { font-size: 1.125rem; }
.labels .answer, .verdict .answer { color: var(--answer); }
.labels .true, .verdict .truth { color: var(--truth); }
.labels .true > span { border-color: currentColor; }
.labels .answer .mark, .labels .true .mark { color: inherit; font-weight: 600; }
.why .verdict { font-weight: 600; margin-bottom: .5rem; }
.why .verdict b { font-size: 1.375rem; }
.mark { min-height: 1.1rem; font-size: .75rem; line-height: 1.1rem; }
.time { display: grid; grid-template-columns: minmax(0, 1.15fr) minmax(0, 1fr); gap: 1.5rem 2rem; margin-bottom: 1.5rem; }
.scores { min-width: 0; }
#chart { display: block; width: 100%; height: 250px; }
#chart text { fill: var(--quiet); font-size: 12px; }
#chart .end { text-anchor: end; }
#chart .middle { text-anchor: middle; }
#chart .rule { stroke: var(--rule); }
#chart .window { fill: var(--shade); }
#chart .cursor { stroke: var(--ink); stroke-dasharray: 2 3; }
#chart polyline { fill: none; stroke: var(--edge); stroke-width: 1; opacity: .75; }
#chart polyline.chosen { stroke: var(--ink); stroke-width: 3; opacity: 1; }
#chart polyline.answer { stroke: var(--answer); stroke-width: 2; opacity: 1; }
#chart polyline.truth { stroke: var(--truth); stroke-width: 2; stroke-dasharray: 7 3; opacity: 1; }
#chart polyline.answer.chosen, #chart polyline.truth.chosen { stroke-width: 3.5; }
#chart .name.chosen { fill: var(--ink); font-weight: 700; font-size: 15px; }
#chart .name.answer { fill: var(--answer); font-weight: 700; }
#chart .name.truth { fill: var(--truth); font-weight: 700; }
#chart .dot { fill: var(--ink); stroke: var(--paper); stroke-width: 2; }
.slider { padding: 0 22px 0 38px; }
.slider input { display: block; width: 100%; margin: 0; height: 1.75rem; accent-color: var(--accent); }
button { font: inherit; font-weight: 600; min-width: 5.5rem; padding: .3rem .9rem; border: 2px solid var(--accent); border-radius: 6px; background: var(--paper); color: var(--accent); cursor: pointer; }
button:hover { background: var(--tint); }
.moment { display: grid; grid-template-columns: auto 1fr; gap: 0 1rem; align-items: start; margin: .75rem 0 0; min-height: 4.7rem; }
.layers { display: grid; grid-template-columns: repeat(auto-fit, minmax(10rem, 1fr)); gap: 1.25rem; align-content: start; }
.layer { margin: 0; }
.layer figcaption { display: flex; flex-wrap: wrap; gap: 0 .6rem; font-size: .875rem; margin-bottom: .35rem; }
.layer canvas { display: block; width: 100%; image-rendering: pixelated; cursor: crosshair; }
.layer .note { margin: .75rem 0 .35rem; }
.layer .unit { min-height: 2.6rem; margin: .5rem 0 0; color: var(--ink); }
.grid { position: relative; }
.here { position: absolute; outline: 2px solid var(--ink); outline-offset: 0; box-shadow: 0 0 0 4px var(--paper); pointer-events: none; }
.goodness { flex-basis: 100%; }
.legend { display: flex; gap: .5rem; align-items: center; margin-top: .35rem; }
.ramp { flex: 1; height: .6rem; background: linear-gradient(to right, ${stops(VIRIDIS)}); }
.ramp.both { background: linear-gradient(to right, ${stops(BLUE_WHITE_ORANGE)}); }
body.wide { max-width: 110rem; }
@media (max-width: 46rem) {
  .drawn .wide img { max-width: none; width: 42rem; }
  .drawn .wide + .hint { display: block; }
  tbody th { position: sticky; left: 0; z-index: 1; background: var(--paper); max-width: 45vw; min-width: 7rem; overflow-wrap: anywhere; }
  .records thead { position: absolute; clip-path: inset(50%); }
  .records, .records caption, .records tbody, .records tr, .records th, .records td { display: block; }
  .records tr { border-bottom: 1px solid var(--edge); padding: .5rem 0; }
  .records th, .records td { border: 0; padding: .1rem 0; max-width: none; text-align: left; white-space: normal; }
  .records tbody th { position: static; font-weight: 600; }
  .records td::before { content: attr(data-of) ": "; color: var(--quiet); }
}
@media (max-width: 48rem) {
  .facts { grid-template-columns: repeat(2, minmax(0, 1fr)); }
  .facts > :nth-child(n + 3) { grid-column: span 2; }
  body { padding: 1.25rem 1rem 3rem; }
  .time { grid-template-columns: minmax(0, 1fr); }
  .why { gap: 1rem; }
  .why p { font-size: 1rem; }
  .picture { width: 6rem; }
  dl > div { grid-template-columns: minmax(0, 1fr); }
}
@media (prefers-reduced-motion: no-preference) { html { scroll-behavior: smooth; } }
@media print { .scroll, pre { overflow: visible; } pre { white-space: pre-wrap; } }
`;
