/** What is searched, and what is kept of it: the same where the index is made and where it is read. */
export const SEARCHED = {
  fields: ['title', 'page', 'text'],
  storeFields: ['title', 'page', 'to'],
  searchOptions: { boost: { title: 4, page: 2 }, prefix: true, fuzzy: 0.15, combineWith: 'AND' },
};
