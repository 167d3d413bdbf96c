import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { randomStream } from '../../src/engine/random';
import { goodnessOverTime } from '../../src/learning/goodness-over-time';
import { hiddenGradients } from '../../src/learning/gradient';
import { maximiseGoodness } from '../../src/learning/objective';
import type { Architecture, Connection } from '../../src/network/architecture';
import { hiddenLayers, type Layer, mapLayer } from '../../src/network/layer';
import { initialise, type Network } from '../../src/network/network';
import type { Ends } from '../../src/network/transforms/transform';
import {
  type OwnTransform,
  type TransformDeclaration,
  transformOf,
} from '../../src/network/transforms/transforms';
import { type Wire, wiresOf } from '../../src/network/wires';
import { frame, labelsOf } from '../../src/perception/frame';
import { synchronous } from '../../src/perception/schedule';
import { drain, settle, still } from '../../src/perception/settle';
import { type PerceptionState, retain } from '../../src/perception/state';
import { asMatrix } from '../support/architectures';
import { randomImages, randomLabels, withoutZeros } from '../support/networks';
import { expectClose } from '../support/numbers';
import { type Clamped, gradient, type Net, type Places, settled, squares } from './connections';
import { labelActivity, type Matrix, normalise } from './float64';

const DENSE: TransformDeclaration = { kind: 'dense' };
const NOT_ITSELF: TransformDeclaration = { kind: 'dense', self: false };
const local = (field: number, fields: 'centred' | 'within' = 'centred'): TransformDeclaration => ({
  kind: 'local',
  field,
  fields,
});
const join = (from: string, to: string, transform: TransformDeclaration = DENSE): Connection => ({
  from,
  to,
  transform,
});

function architecture(
  shape: Places,
  hidden: readonly (number | Places)[],
  connections: readonly Connection[],
): Architecture {
  const [rows, columns, channels] = shape;
  const maps = hidden.map((one) =>
    typeof one === 'number' ? one : { rows: one[0], columns: one[1], channels: one[2] },
  );
  const layers = hiddenLayers(maps);
  return {
    input: mapLayer('pixels', { rows, columns, channels }),
    hidden: layers,
    label: { name: 'label', units: 10 },
    connections,
    reads: [layers.at(-1)?.name as string],
  };
}

const UP = [join('pixels', 'layer_1'), join('layer_1', 'layer_2')];
const DOWN = [join('layer_2', 'layer_1'), join('label', 'layer_2')];

/** Networks of every kind of connection; images of 4 × 4 places. */
const NETWORKS: Readonly<Record<string, Architecture>> = {
  'neighbours alone': architecture([4, 4, 1], [7, 6], [...UP, ...DOWN]),
  'lateral, each unit and not itself': architecture(
    [4, 4, 1],
    [7, 6],
    [...UP, ...DOWN, join('layer_1', 'layer_1', NOT_ITSELF), join('layer_2', 'layer_2')],
  ),
  'skipped layers, up and down': architecture(
    [4, 4, 1],
    [7, 6, 5],
    [
      ...UP,
      join('layer_2', 'layer_3'),
      join('pixels', 'layer_2'),
      join('layer_1', 'layer_3'),
      join('layer_3', 'layer_1'),
      join('label', 'layer_3'),
      join('label', 'layer_1'),
    ],
  ),
  'no label below the top': architecture([4, 4, 1], [7, 6], [...UP, join('label', 'layer_2')]),
  'local up, down and lateral, in colour': architecture(
    [4, 4, 3],
    [
      [4, 4, 2],
      [2, 2, 3],
    ],
    [
      join('pixels', 'layer_1', local(3)),
      join('layer_1', 'layer_2', local(3)),
      join('layer_2', 'layer_1', local(2)),
      join('layer_1', 'layer_1', { kind: 'local', field: 3, fields: 'centred', self: false }),
      join('label', 'layer_2'),
    ],
  ),
  'local from border to border': architecture(
    [4, 5, 1],
    [
      [2, 3, 2],
      [1, 2, 4],
    ],
    [
      join('pixels', 'layer_1', local(2, 'within')),
      join('layer_1', 'layer_2', local(1, 'within')),
      join('layer_2', 'layer_1', local(1, 'within')),
      join('label', 'layer_2'),
    ],
  ),
};

const SETTINGS = { steps: 5, damping: 0.4, temperature: 1.7, peer: 0.2 };
const IMAGES = 3;

const matrixOf = (weights: tf.Tensor, wire: Wire): Matrix => asMatrix(weights, wire).arraySync();

/** The network as the reference wants it. */
function asNet({ architecture: of, weights, biases }: Network): Net {
  const links = wiresOf(of)
    .flat()
    .map((wire) => ({
      from: wire.source,
      to: 1 + of.hidden.findIndex(({ name }) => name === wire.to.name),
      matrix: matrixOf(weights[wire.at] as tf.Tensor, wire),
    }));
  return { links, biases: biases.map((bias) => bias.arraySync()) };
}

function watched(of: Architecture) {
  const network = withoutZeros(initialise(of, 3), 3);
  const pixels = randomImages(IMAGES, 1, of.input.units);
  const labels = randomLabels(IMAGES);
  const wrong = labels.map((label) => (label + 1) % 10);
  const shown = frame(tf.tensor2d(pixels), labelsOf([labels, wrong], 10));
  const states: PerceptionState[] = [];
  const dynamics = { damping: SETTINGS.damping, schedule: synchronous };
  drain(settle(network, still(shown, SETTINGS.steps), dynamics), (state) =>
    states.push(retain(state)),
  );
  const clamped = (label: readonly number[]) =>
    pixels.map(
      (image, at): Clamped => ({
        pixels: normalise(image),
        label: labelActivity(label[at] as number),
      }),
    );
  return { network, states, truth: clamped(labels), wrong: clamped(wrong) };
}

describe.each(Object.entries(NETWORKS))('%s', (_, of) => {
  it('moves as the float64 reference does', () => {
    const { network, states, truth, wrong } = watched(of);
    const net = asNet(network);
    for (const [hypothesis, clamped] of [truth, wrong].entries())
      for (const [image, one] of clamped.entries())
        for (const [step, layers] of settled(net, one, SETTINGS.steps, SETTINGS.damping).entries())
          for (const [layer, expected] of layers.entries()) {
            const { activity } = (states[step] as PerceptionState).layers[layer] as never as {
              activity: tf.Tensor3D;
            };
            const under = Math.min(hypothesis, activity.shape[0] - 1);
            const values = activity.arraySync()[under]?.[image] as number[];
            expectClose(values, expected, 1e-5, `layer ${layer + 1}, step ${step}`);
          }
  });

  it('learns as the float64 reference does, and along no weight that is not there', () => {
    const { network, states, truth, wrong } = watched(of);
    const running = of.hidden.map(({ units }, layer) =>
      randomStream(2, 'test', 'mean', layer).normals(units).map(Math.abs),
    );
    const means = running.map((mean) => tf.tensor1d(mean));
    const found = hiddenGradients(of, states, goodnessOverTime(states.slice(1)), means, {
      objective: maximiseGoodness(SETTINGS.temperature),
      peer: SETTINGS.peer,
      schedule: synchronous,
    });
    const pairs = truth.map((one, at) => ({ truth: one, wrong: wrong[at] as Clamped }));
    const expected = gradient(
      asNet(network),
      pairs,
      SETTINGS,
      running.map((mean) => Array.from(mean)),
    );
    let link = 0;
    for (const [layer, wires] of wiresOf(of).entries()) {
      const { weights, bias } = found[layer] as (typeof found)[number];
      expectClose(bias.arraySync(), expected.biases[layer] as number[], 1e-5, 'bias', 1e-3);
      for (const [at, wire] of wires.entries()) {
        const isJoined = joined(wire);
        const whole = expected.links[link++] as Matrix;
        const there = whole.map((row, from) =>
          row.map((one, to) => (isJoined(from, to) ? one : 0)),
        );
        const matrix = matrixOf(weights[at] as tf.Tensor, wire);
        expectClose(matrix, there, 1e-5, wire.name, 1e-3);
      }
    }
  });
});

/** Whether a unit sees another, as the reference has it. */
function joined(wire: Wire): (from: number, to: number) => boolean {
  const { from, to, transform } = wire as Ends<Exclude<TransformDeclaration, OwnTransform>>;
  const apart = (one: number, other: number) => transform.self !== false || one !== other;
  if (transform.kind === 'dense') return apart;
  const places = ({ map }: Layer) => [map?.rows, map?.columns, map?.channels] as never as Places;
  const seen = squares(places(from), places(to), transform.field, transform.fields);
  return (one, other) => seen[one]?.[other] === true && apart(one, other);
}

describe('a transform', () => {
  const wires = Object.values(NETWORKS).flatMap((of) => wiresOf(of).flat());
  const random = (name: string, shape: number[]) => {
    const size = shape.reduce((product, one) => product * one, 1);
    return tf.tensor(randomStream(1, 'test', name).normals(size), shape);
  };
  const dot = (one: tf.Tensor, other: tf.Tensor) =>
    tf.sum(tf.mul(one, other)).dataSync()[0] as number;
  const ROWS = 4;

  it.each(
    wires.map(
      (wire) => [`${wire.from.name} to ${wire.to.name}, ${wire.transform.kind}`, wire] as const,
    ),
  )(
    '%s: joins what it says, and its gradient and expectation are those of its projection',
    (_, wire) => {
      const {
        shape,
        project,
        correlate,
        expect: expectation,
        weightCount,
        target,
        initialise: draw,
      } = transformOf(wire.transform);
      const [rows, pushes] = [
        random('rows', [ROWS, wire.from.units]) as tf.Tensor2D,
        random('pushes', [ROWS, wire.to.units]) as tf.Tensor2D,
      ];
      const weights = draw(wire, randomStream(1, 'weights'));
      expect(weights.shape).toEqual(shape(wire));

      // Every weight that joins nothing is zero; the others join the units that the reference names.
      const matrix = matrixOf(weights, wire);
      const isJoined = joined(wire);
      for (const [from, row] of matrix.entries())
        for (const [to, weight] of row.entries()) expect(weight !== 0).toBe(isJoined(from, to));
      const places = Array.from({ length: weights.size }, (__, place) => target(place, wire));
      expect(places.filter((unit) => unit !== undefined)).toHaveLength(weightCount(wire));
      expect(matrix.flat().filter((weight) => weight !== 0)).toHaveLength(weightCount(wire));

      // It is linear in its weights: the slope along any direction is a difference, exactly.
      const step = draw(wire, randomStream(2, 'weights'));
      const moved = project(rows, tf.add(weights, step), wire);
      const slope = dot(tf.sub(moved, project(rows, weights, wire)), pushes);
      expectClose([dot(correlate(rows, pushes, wire), step)], [slope], 1e-4, 'slope', 1);

      // What goes up as project goes down as expect.
      const up = dot(project(rows, weights, wire), pushes);
      expectClose([dot(expectation(pushes, weights, wire), rows)], [up], 1e-4, 'adjoint', 1);
    },
  );
});
