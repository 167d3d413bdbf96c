import { createHash } from 'node:crypto';
import { type Html, html, markup } from './html';
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

/**
 * The page's content security policy: nothing is loaded from anywhere, and of scripts and styles
 * only those run whose content is given here.
 */
function policy({
  scripts,
  styles,
}: {
  readonly scripts: readonly string[];
  readonly styles: readonly string[];
}): string {
  const allowed = (contents: readonly string[]) =>
    contents.length === 0 ? "'none'" : contents.map(hashed).join(' ');
  return [
    "default-src 'none'",
    'img-src data:',
    `style-src ${allowed(styles)}`,
    `script-src ${allowed(scripts)}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

function hashed(content: string): string {
  return `'sha256-${createHash('sha256').update(content).digest('base64')}'`;
}
