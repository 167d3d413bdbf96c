const SVG = 'http://www.w3.org/2000/svg';

/** An element of an SVG, of a class that the page's style knows. */
export function element(
  name: string,
  kind: string,
  attributes: Readonly<Record<string, string | number>>,
): SVGElement {
  const made = document.createElementNS(SVG, name) as SVGElement;
  made.setAttribute('class', kind);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  return made;
}

/** Words in an SVG. */
export function text(kind: string, x: number, y: number, content: string): SVGElement {
  const made = element('text', kind, { x, y });
  made.textContent = content;
  return made;
}
