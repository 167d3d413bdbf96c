/** A condition at a strength, for people: `gaussian-noise 0.35`, or `clean`, which has no strength. */
export function conditionInWords({
  condition,
  strength,
}: {
  readonly condition: string;
  readonly strength: number;
}): string {
  return condition === 'clean' ? condition : `${condition} ${strength}`;
}
