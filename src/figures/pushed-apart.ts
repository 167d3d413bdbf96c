/** A place in a plane, or on paper in pixels. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

/** More rounds move nothing that is seen. */
const ROUNDS = 200;

/**
 * Places for round labels of one size, near to where they belong: wherever two are closer than
 * `distance`, both give way, by half of what is missing, until none is or there is no room.
 */
export function pushedApart(places: readonly Place[], distance: number): Place[] {
  const moved = places.map(({ x, y }) => ({ x, y }));
  for (let round = 0; round < ROUNDS; round++) {
    let crowded = false;
    for (const [at, one] of moved.entries())
      for (const [before, other] of moved.slice(0, at).entries()) {
        const [across, down] = [one.x - other.x, one.y - other.y];
        const apart = Math.hypot(across, down);
        if (apart >= distance) continue;
        crowded = true;
        // Those in the very same place have no direction to part in: each is given its own.
        const turn = apart > 0 ? Math.atan2(down, across) : at + before;
        const step = (distance - apart) / 2 + 0.01;
        one.x += step * Math.cos(turn);
        one.y += step * Math.sin(turn);
        other.x -= step * Math.cos(turn);
        other.y -= step * Math.sin(turn);
      }
    if (!crowded) break;
  }
  return moved;
}
