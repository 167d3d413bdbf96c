import { declaredAs } from '../data/data-sets';
import { type Labelling, ownLabelling, usualLabelling } from '../data/labelling';
import type { LearntFrom } from '../learning/network-file';
import type { Sizes } from '../network/architecture';
import { flag } from '../runs/command-of';
import { dataInWords } from '../runs/data-content';

/** A trained network, and what is known of the images that it has learnt from. */
export interface NetworkOrigin {
  readonly sizes: Pick<Sizes, 'classes'>;
  readonly from: LearntFrom;
}

/** What a network has learnt from, and how to ask for such images, in a sentence; how to give them where that is not known. */
export function howToAskForImages({
  sizes,
  from,
}: Pick<NetworkOrigin, 'sizes'> & { readonly from: LearntFrom | undefined }): string {
  if (!from)
    return `It is not known what it has learnt from: give such images with --data, --classes ${sizes.classes} and --first-label`;
  const learnt = { sizes, from };
  const options = [`--data-set ${from.set}`, askedForBy(learnt)].filter((text) => text !== '');
  return `It has learnt from ${learntInWords(learnt)}: ask for these with ${options.join(' ')}, and with --data if their files are in a folder of their own`;
}

/**
 * What a network has learnt from: `mnist`, or, where the files that went by that name are others,
 * `mnist (files of one’s own) of 26 classes`.
 */
export function learntInWords(learnt: NetworkOrigin): string {
  const { set, checksums } = learnt.from;
  const { classes } = labellingOf(learnt);
  if (checksums) return dataInWords({ set, checksums, classes });
  return classes === undefined ? set : `${set} of ${classes} classes`;
}

/** The options by which images are asked for as a network learnt them; empty where none is needed. */
function askedForBy(learnt: NetworkOrigin): string {
  const { classes, firstLabel } = labellingOf(learnt);
  const unknown = classes !== undefined && learnt.from.classes === undefined; // by an older file
  const first = unknown ? '<the label of its first class>' : firstLabel;
  const said = Object.entries({ classes, firstLabel: first }).filter(
    ([, value]) => value !== undefined,
  );
  return said.map(([name, value]) => `${flag(name)} ${value}`).join(' ');
}

/**
 * What its labels stand for, where that is not what the data set says of itself; of an older file the
 * network alone tells how many classes there are. Sets that are not declared count from 0.
 */
function labellingOf({ sizes: { classes }, from: { set, firstLabel } }: NetworkOrigin): Labelling {
  const declared = declaredAs(set);
  const usual = declared ? usualLabelling(declared) : { classes };
  return ownLabelling({ classes, firstLabel: firstLabel ?? usual.firstLabel }, usual);
}
