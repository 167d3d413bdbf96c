/** What is searched, and what is kept of it: the same where the index is made and where it is read. */
export const SEARCHED = {
  fields: ['title', 'page', 'text'],
  storeFields: ['title', 'page', 'to', 'weight'],
  searchOptions: {
    boost: { title: 4, page: 2 },
    boostDocument: (_id, _term, { weight }) => weight,
    prefix: true,
    fuzzy: 0.15,
  },
};
