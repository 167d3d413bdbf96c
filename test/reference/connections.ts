import {
  add,
  addMatrix,
  at,
  type Matrix,
  normalise,
  outer,
  scale,
  sum,
  times,
  type Vector,
  zeros,
} from './float64';

/**
 * Networks of any connections in plain float64: each connection is a matrix, with zeros where nothing
 * is joined. As in `float64.ts`, nothing is shared with the program.
 */

/** From one layer to another, numbered 0 (pixels), 1 … L (hidden), L+1 (label). */
export interface Link {
  readonly from: number;
  readonly to: number;
  /** `matrix[from][to]` */
  readonly matrix: Matrix;
}

export interface Net {
  readonly links: readonly Link[];
  /** Of each hidden layer. */
  readonly biases: readonly Vector[];
}

/** What is clamped, normalised. */
export interface Clamped {
  readonly pixels: Vector;
  readonly label: Vector;
}

const relu = (v: Vector): number[] => v.map((x) => Math.max(0, x));

/** What a layer shows: `shown[0]` the pixels, then the hidden layers, then the label. */
function shownBy({ pixels, label }: Clamped, states: readonly Vector[]): Vector[] {
  return [pixels, ...states.map(normalise), label];
}

function input(net: Net, shown: readonly Vector[], l: number, links: readonly Link[]): Vector {
  return links
    .filter(({ to }) => to === l)
    .reduce(
      (all, link) => add(all, times(at(shown, link.from), link.matrix)),
      at(net.biases, l - 1),
    );
}

/** Layer by layer, over the links that lead up. */
export function pass(net: Net, clamped: Clamped): Vector[] {
  const up = net.links.filter(({ from, to }) => from < to);
  const states: Vector[] = [];
  for (let l = 1; l <= net.biases.length; l++)
    states.push(relu(input(net, [clamped.pixels, ...states.map(normalise)], l, up)));
  return states;
}

/** The states at time 0 and after each step, all layers at once. */
export function settled(net: Net, clamped: Clamped, steps: number, damping: number): Vector[][] {
  const history = [pass(net, clamped)];
  for (let t = 1; t <= steps; t++) {
    const before = at(history, t - 1);
    const shown = shownBy(clamped, before);
    history.push(
      before.map((state, index) =>
        add(
          scale(damping, state),
          scale(1 - damping, relu(input(net, shown, index + 1, net.links))),
        ),
      ),
    );
  }
  return history;
}

/** Where a net should go: of each link its matrix, and the bias of each hidden layer. */
export interface Gradient {
  readonly links: readonly Matrix[];
  readonly biases: readonly Vector[];
}

/**
 * The local gradients of some images, each watched under its true label and a wrong one: inputᵀ · δ,
 * averaged over images and steps, with δ = c s, and on the true label the peer term besides.
 */
export function gradient(
  net: Net,
  images: readonly { readonly truth: Clamped; readonly wrong: Clamped }[],
  {
    steps,
    damping,
    temperature,
    peer,
  }: Record<'steps' | 'damping' | 'temperature' | 'peer', number>,
  running: readonly Vector[],
): Gradient {
  const links = net.links.map(({ matrix }) => matrix.map((row) => zeros(row.length)) as Matrix);
  const biases = net.biases.map((bias) => zeros(bias.length) as Vector);
  const share = 1 / (steps * images.length);
  for (const pair of images)
    for (const [clamped, target] of [
      [pair.truth, 1],
      [pair.wrong, 0],
    ] as const) {
      const history = settled(net, clamped, steps, damping);
      for (let t = 1; t <= steps; t++) {
        const shown = shownBy(clamped, at(history, t - 1));
        for (const [index, state] of at(history, t).entries()) {
          const goodness = sum(state.map((x) => x * x));
          const p = 1 / (1 + Math.exp((state.length - goodness) / temperature));
          const mean = at(running, index);
          const equal = mean.map((m) => (peer * (sum(mean) / mean.length - m)) as number);
          const own = scale(target - p, state);
          const push = scale(share, target === 1 ? add(own, equal) : own);
          biases[index] = add(at(biases, index), push);
          for (const [k, { from, to }] of net.links.entries())
            if (to === index + 1) links[k] = addMatrix(at(links, k), outer(at(shown, from), push));
        }
      }
    }
  return { links, biases };
}

/** A map of places: rows × columns × channels. */
export type Places = readonly [rows: number, columns: number, channels: number];

/**
 * Which unit of `to` sees which of `from`, `seen[from][to]`: each place a square of `field` × `field`
 * places, around the point that lies over its middle (`centred`), or spread from border to border.
 */
export function squares(
  from: Places,
  to: Places,
  field: number,
  fields: 'centred' | 'within',
): boolean[][] {
  const first = (place: number, axis: 0 | 1) =>
    fields === 'centred'
      ? Math.round(((place + 0.5) / to[axis]) * from[axis] - field / 2)
      : Math.round((place / Math.max(1, to[axis] - 1)) * (from[axis] - field));
  const units = (places: Places) =>
    Array.from({ length: places[0] }, (_, row) =>
      Array.from({ length: places[1] }, (__, column) =>
        new Array(places[2]).fill([row, column] as const),
      ),
    ).flat(2) as (readonly [number, number])[];
  const sees = (start: number, place: number) => place >= start && place < start + field;
  return units(from).map(([row, column]) =>
    units(to).map(([down, across]) => sees(first(down, 0), row) && sees(first(across, 1), column)),
  );
}
