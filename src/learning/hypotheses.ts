/** What training holds at the top: the true label (0) and a wrong one (1). */
export const HYPOTHESES = 2;
