import { createHash } from 'node:crypto';

/**
 * The page's content security policy: nothing is loaded from anywhere, and of scripts and styles
 * only those run whose content is given here.
 */
export function policy({
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
