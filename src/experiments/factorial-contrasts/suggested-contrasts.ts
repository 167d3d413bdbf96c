import { USUAL } from '../../data/data-sets';
import { JUDGED } from '../factorial/judged';
import { type Contrast, cell } from './contrast';

/** The data set and hidden units of the networks that suggested these contrasts, and so cannot test them. */
const FIRST = { dataSet: USUAL.name, hidden: '300,300' };

/**
 * What the first networks of the factorial showed although no contrast had named it: trained on clean images,
 * those with top-down connections err more than those without under every condition that degrades images. Written
 * before any network of another size or data set was trained, and tested on such networks alone.
 */
const SUGGESTED_CONTRASTS: readonly Contrast[] = JUDGED.filter(
  ({ condition }) => condition !== 'clean',
).map(({ condition }) => ({
  claim: `learnt on clean images, under ${condition}: top-down errs more than none`,
  plus: [cell('top-down', { condition })],
  minus: [cell('none', { condition })],
  expected: 'above',
}));

/**
 * The suggested contrasts, for networks of this data set with so many `hidden` units in each layer; none for those
 * that suggested them.
 */
export function suggestedContrasts(
  dataSet: string,
  hidden: readonly number[],
): readonly Contrast[] {
  const first = dataSet === FIRST.dataSet && hidden.join() === FIRST.hidden;
  return first ? [] : SUGGESTED_CONTRASTS;
}
