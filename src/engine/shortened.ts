/** A name or word from elsewhere as it fits into a sentence: nothing unseen in it, and not too long. */
export function shortened(text: string): string {
  const seen = text.slice(0, MOST).replaceAll(/\p{C}/gu, '?');
  return text.length > MOST ? `${seen}…` : seen;
}

const MOST = 100;
