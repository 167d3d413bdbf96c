/** Activity as bytes, of which 255 is the most active unit. */
export interface ActivityBytes {
  readonly most: number;
  readonly bytes: Uint8Array;
}

/** Activity, not below 0, to the nearest of 256 levels. */
export function activityInBytes(activity: Float32Array): ActivityBytes {
  let most = 0;
  for (const one of activity) if (one > most) most = one;
  const scale = most > 0 ? 255 / most : 0;
  const bytes = new Uint8Array(activity.length);
  // Callbacks on each number would take longer than all that a network computes meanwhile.
  for (let at = 0; at < bytes.length; at++)
    bytes[at] = Math.round((activity[at] as number) * scale);
  return { most, bytes };
}
