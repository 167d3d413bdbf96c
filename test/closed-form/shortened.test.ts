import { expect, it } from 'vitest';
import { shortened } from '../../src/charts/shortened';

it.each([
  ['seven', 5, 'seven'],
  ['a long name', 5, 'a …me'],
  ['a long name', 4, 'a …e'],
  ['a long name', 1, '…'],
  ['a long name', 0, '…'],
  ['a long name', -3, '…'],
])('%j in %i letters is %j', (text, letters, said) => {
  expect(shortened(text, letters)).toBe(said);
});

it('holds no half of a letter that the cut went through', () => {
  expect(shortened('🙂🙂🙂', 5)).toBe('🙂…🙂');
  expect(shortened('🙂🙂🙂', 4)).toBe('🙂…');
  expect(shortened('🙂🙂🙂', 3)).toBe('…');
});
