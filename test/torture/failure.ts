/** A promise that the program did not keep. The first line of the message says which. */
export class Failure extends Error {
  override readonly name = 'Failure';

  /** @param folder what is kept of it: the input that failed, or all that the trial left */
  constructor(
    message: string,
    readonly folder?: string,
  ) {
    super(message);
  }
}

/** What failures have in common that differ in names and numbers alone. */
export function kindOf(message: string): string {
  const [first = ''] = message.split('\n', 1);
  return first
    .replaceAll(/(?:\.{0,2}\/)[^\s:'"]+/g, '…')
    .replaceAll(/"[^"]{20,}"/g, '"…"')
    .replaceAll(/\d[\d.,]*/g, '#')
    .slice(0, 160);
}
