import { USUAL } from '../../data/data-sets';
import { JUDGED } from '../factorial/judged';
import { type Contrast, cell } from './contrast';

/** Of the networks that suggested these contrasts, which cannot test them: the usual data set's. */
const FIRST = { dataSet: USUAL.name, hidden: '300,300' };

/**
 * What the first networks of the factorial showed without having been asked: trained on clean images, those
 * with top-down connections err more than those without as soon as images are degraded. Written before any
 * network of another size or data set was trained, and tested on such networks alone.
 */
const SUGGESTED_CONTRASTS: readonly Contrast[] = JUDGED.filter(
  ({ condition }) => condition !== 'clean',
).map(({ condition }) => ({
  claim: `learnt on clean images, under ${condition}: top-down errs more than none`,
  plus: [cell('top-down', { condition })],
  minus: [cell('none', { condition })],
  expected: 'above',
}));

/** The suggested contrasts where networks of this data set and size can test them; else none. */
export function suggestedContrasts(dataSet: string, hidden: readonly number[]) {
  const first = dataSet === FIRST.dataSet && hidden.join() === FIRST.hidden;
  return first ? [] : SUGGESTED_CONTRASTS;
}
