import { shapeInWords } from '../images/labelled-images';
import type { System } from '../learning/system';
import { commandOf } from '../runs/command-of';
import { dataInWords } from '../runs/data-content';
import type { PublishedRecord } from '../runs/run-record';
import type { ErrorReport } from './error-report';

/** How a model errs on the images that its run held out. */
export interface StatedError extends ErrorReport {
  /** `mnist test` */
  readonly set: string;
  /** Images that it got wrong among the first few: by goodness, or else by its readout. */
  readonly quick: { readonly images: number; readonly wrong: number };
  /** Where its weights are rounded to fewer bits than a float16 has. */
  readonly rounding?: Rounding | undefined;
}

/** How many bits of each weight are left, and how many of the answers changed by that. */
export interface Rounding {
  readonly bits: number;
  readonly changed: number;
}

/** The line with which the card of this file begins. */
export const cardHeading = (file: string) => `# ${file}`;

/** A model's card, in Markdown: what it learnt from, how, and how it errs. */
export function modelCard(
  { about, answers }: Pick<System, 'about' | 'answers'>,
  file: string,
  checksum: string,
  record: PublishedRecord,
  stated: StatedError,
): string {
  const { seed, data, learning, versions, engine, started, ended } = record;
  const percent = (value: number) => `${value.toFixed(2)} %`;
  const range = ({ low, high }: { low: number; high: number }) =>
    `${low.toFixed(2)}–${high.toFixed(2)}`;
  const errors = (['goodness', 'readout'] as const).flatMap((reading) => {
    const [error, interval] = [stated[reading], stated.intervals[reading]];
    if (error === undefined || !interval) return [];
    const how = `95 % Wilson interval ${range(interval)}, ${stated.images} images, ${stated.set}`;
    return [`| error, ${answers[reading]} | ${percent(error)} (${how}) |`];
  });
  if (stated.byStep.length > 1) {
    const steps = stated.byStep.map((one) => one.toFixed(2)).join(', ');
    errors.push(`| error by step, 1 … ${stated.byStep.length} | ${steps} |`);
  }
  const { rounding } = stated;
  if (rounding)
    errors.push(`| answers that rounding changed | ${rounding.changed} of ${stated.images} |`);
  return `${cardHeading(file)}

In the terms of Hinton's *The Forward-Forward Algorithm* (2022): ${about}. Weights are rounded to
${rounding ? `${rounding.bits} bits` : 'float16'}, and the errors are those of the rounded weights.

| | |
|---|---|
${errors.join('\n')}
| wrong among the first ${stated.quick.images} | ${stated.quick.wrong} |
| learnt from | ${data?.training} images of ${data && dataInWords(data)} |
${looksRow(data?.looks)}| seed | ${seed} |
| trained | ${started} to ${ended} with topdown ${versions.topdown}, ${engine.description} |
| sha256 | \`${checksum}\` |

Made by

    ${commandOf(record)}

## Settings

\`\`\`json
${JSON.stringify(learning, null, 2)}
\`\`\`

## Data

${Object.entries(data?.checksums ?? {})
  .map(([name, sum]) => `- ${name}, sha256 \`${sum}\``)
  .join('\n')}
`;
}

/** The shape of the images and the names of their classes, where they do not go without saying. */
function looksRow(looks: NonNullable<PublishedRecord['data']>['looks']): string {
  if (!looks) return '';
  const { classNames } = looks;
  const classes = classNames ? `; classes, in order: ${classNames.join(', ')}` : '';
  return `| images | ${shapeInWords(looks)}${classes} |\n`;
}
