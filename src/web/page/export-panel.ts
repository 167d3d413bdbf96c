import { html, type TemplateResult } from 'lit';
import { openInPython } from '../../observation/trace-arrays';
import { linkTo } from './address-bar';
import type { App } from './app';
import { button } from './controls';
import type { MomentSeen } from './moment';
import { learntBy } from './networks';
import { chartAsPng, chartAsSvg, save } from './save';
import type { Shown } from './shown';

const TRACE = 'trace.zarr.zip';

/** What can be taken along. */
export function exportPanel(
  app: App,
  shown: Shown,
  moment: MomentSeen | undefined,
): TemplateResult {
  const chart = () => document.getElementById('chart') as unknown as SVGSVGElement;
  const disabled = !moment;
  const trying = (work: () => Promise<void> | void) => async () => {
    try {
      await work();
    } catch (error) {
      app.tell(error instanceof Error ? error.message : String(error));
    }
  };
  const copy = async () => {
    app.writeAddress();
    const isCopied = await copied(linkTo(shown.state, learntBy(shown)));
    const said = document.getElementById('copied');
    if (!said) return;
    said.textContent = isCopied
      ? 'The link is copied.'
      : 'The browser does not let this page copy: copy the link from the address bar.';
  };
  return html`<section class="panel export" aria-labelledby="export-title">
    <h2 id="export-title">Save and share</h2>
    <p class="buttons">
      ${button('Copy a link to this', trying(copy))}
      ${button(
        'Chart as SVG',
        trying(() => save('goodness.svg', chartAsSvg(chart()))),
        { disabled },
      )}
      ${button(
        'Chart as PNG',
        trying(async () => save('goodness.png', await chartAsPng(chart()))),
        { disabled },
      )}
      ${button(
        'Trace for xarray',
        trying(async () => {
          const zip = await app.trace();
          save(TRACE, new Blob([zip as BlobPart], { type: 'application/zip' }));
        }),
        { disabled },
      )}
    </p>
    <p class="note" id="copied" role="status" aria-live="polite"></p>
    <p class="note">
      The link holds everything on this page, the drawing too: whoever opens it sees the same.
      ${shown.own === undefined ? '' : 'A network of your own is not part of it.'}
      In Python: <code>${breaking(openInPython.zippedTrace(TRACE))}</code>
    </p>
  </section>`;
}

/** Whether the browser lets the page copy: where it was not served safely, it has no clipboard. */
async function copied(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** A line of a program, which may go on in another line after a parenthesis. */
function breaking(line: string): readonly TemplateResult[] {
  return line.split(/(?<=\()/).map((part) => html`${part}<wbr />`);
}
