import { type Html, html, markup } from './html';
import { policy } from './policy';
import { STYLE } from './style';

/** A page: what it is called, what is on it, and the script that moves it, if any. */
export interface Page {
  readonly title: string;
  readonly content: Html;
  readonly script?: string | undefined;
  /** Whether it takes all the width there is. */
  readonly wide?: boolean;
}

/** A page as one file that needs no other. */
export function page({ title, content, script, wide = false }: Page): string {
  const allowed = policy({ scripts: script === undefined ? [] : [script], styles: [STYLE] });
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${allowed}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="icon" href="data:,">
<style>${markup(STYLE)}</style>
</head>
<body${wide ? html` class="wide"` : undefined}>
${content}
${script === undefined ? undefined : markup(`<script>${script}</script>`)}
</body>
</html>
`.markup;
}
