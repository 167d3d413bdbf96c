import type { AxeResults } from 'axe-core';
import { source } from 'axe-core';
import type { Page } from 'playwright-core';

/** What axe finds on a page: each rule with the elements that break it. */
export async function foundByAxe(page: Page): Promise<readonly string[]> {
  await page.evaluate(`${source}; undefined`);
  const { violations } = await page.evaluate(() =>
    (window as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
  );
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(', ')}`);
}
