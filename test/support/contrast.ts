/**
 * In a page: texts whose contrast with what is behind them is below 4.5 (3 for large ones), as WCAG
 * 2.2 counts it, each with its contrast.
 */
export function lowContrasts(): string[] {
  type Colour = [red: number, green: number, blue: number, opacity: number];
  const colourOf = (text: string): Colour => {
    const [red = 0, green = 0, blue = 0, opacity = 1] = (text.match(/[\d.]+/g) ?? []).map(Number);
    return [red, green, blue, opacity];
  };
  const luminance = ([red, green, blue]: Colour): number => {
    const [r = 0, g = 0, b = 0] = [red, green, blue]
      .map((one) => one / 255)
      .map((one) => (one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (element: Element | null): Colour => {
    if (!element) return [255, 255, 255, 1];
    const own = colourOf(getComputedStyle(element).backgroundColor);
    return own[3] === 0 ? behind(element.parentElement) : own;
  };
  return [...document.querySelectorAll('body *')].flatMap((element) => {
    const words = [...element.childNodes].filter(
      (node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim(),
    );
    const style = getComputedStyle(element);
    if (words.length === 0 || element.matches('script, noscript, noscript *')) return [];
    const inDrawing = element instanceof SVGElement;
    const [ink, paper] = [
      luminance(colourOf(inDrawing ? style.fill : style.color)),
      luminance(behind(element)),
    ];
    const contrast = (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05);
    const enough = Number.parseFloat(style.fontSize) >= 24 ? 3 : 4.5;
    if (contrast >= enough) return [];
    return [
      `${element.tagName} “${element.textContent?.trim().slice(0, 40)}”: ${contrast.toFixed(2)}`,
    ];
  });
}
