import { inLines } from '../charts/in-lines';
import { conditionInWords } from '../images/stimuli/condition-in-words';
import { pInWords } from '../statistics/t-test';
import { verdictInWords } from '../statistics/verdicts';
import type { JudgedContrast } from './contrasts';

const INDENT = '    ';

/** The contrasts as text, in lines of at most so many letters; nothing where there are none. */
export function contrastsText(contrasts: readonly JudgedContrast[], letters: number): string[] {
  if (contrasts.length === 0) return [];
  const intro =
    'contrasts named beforehand: the error of the first reading minus that of the second, in points, with 95 % interval; p values with Holm’s correction over these contrasts alone';
  return [
    ...inLines(intro, letters),
    ...contrasts.flatMap((one, at) => {
      const lines = [one.claim, ...below(one)].flatMap((text) =>
        inLines(text, letters - INDENT.length),
      );
      const number = `${at + 1}.`.padEnd(INDENT.length);
      return lines.map((line, which) => `${which === 0 ? number : INDENT}${line}`);
    }),
  ];
}

function below(contrast: JudgedContrast): string[] {
  const { first, second, expected, pairs, verdict, detectable } = contrast;
  const open = verdict === 'undecided' || verdict === 'no difference';
  const could = open ? `; smallest detectable ${detectable.toFixed(2)}` : '';
  const found = `${contrast.points.toFixed(2)} (${contrast.low.toFixed(2)} to ${contrast.high.toFixed(2)})`;
  const each = pairs.map(({ difference }) => difference.points.toFixed(2)).join(' ');
  return [
    `${first} minus ${second}, ${conditionInWords(contrast)}, expected ${expected} 0`,
    `${found}, p ${pInWords(contrast.adjusted)}: ${verdictInWords(contrast)}${could}`,
    ...(pairs.length > 1 ? [`each network: ${each}`] : []),
  ];
}
