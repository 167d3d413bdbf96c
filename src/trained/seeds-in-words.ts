/** Seeds as people say them: `1 to 10`, or `1, 2, 17`. */
export function seedsInWords(given: readonly number[]): string {
  const seeds = given.toSorted((one, other) => one - other);
  const [first = 0] = seeds;
  const areInTurn = seeds.length > 2 && seeds.every((seed, at) => seed === first + at);
  return areInTurn ? `${first} to ${seeds.at(-1)}` : seeds.join(', ');
}
