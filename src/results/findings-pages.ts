import path from 'node:path';
import { InputError } from '../engine/errors';
import { kindOf, namesIn, readWhole } from '../engine/read-whole';
import type { ResultRecord } from './result-record';
import { findingsOf } from './study-section';

/** Where a page about a study holds what was found: between these two lines. */
const BLOCK = /(<!-- findings: ([a-z-]+) -->\n)[\s\S]*?(<!-- end -->)/g;

/** Bytes of a page at the most. */
const LARGEST_PAGE = 2 ** 24;

/** A page with its findings as the latest records have them; where there is no record it stays. */
export function withFindings(page: string, records: readonly ResultRecord[]): string {
  return page.replaceAll(BLOCK, (block, begin: string, scenario: string, end: string) => {
    const latest = records
      .filter((one) => one.scenario === scenario)
      .sort(byStart)
      .at(-1);
    const findings = latest && findingsOf(latest);
    return findings ? `${begin}${findings}\n${end}` : block;
  });
}

/** The pages in a folder with the findings that belong in them. Throws InputError. */
export function findingsPages(
  folder: string,
  records: readonly ResultRecord[],
): readonly { readonly file: string; readonly text: string }[] {
  return pagesIn(folder).map((file) => ({
    file,
    text: withFindings(readWhole(file, LARGEST_PAGE).toString('utf8'), records),
  }));
}

function pagesIn(folder: string): string[] {
  if (kindOf(folder) === undefined) throw new InputError(`there is no folder ${folder}`);
  const names = namesIn(folder).filter((name) => name.endsWith('.md'));
  return names.map((name) => path.join(folder, name));
}

const byStart = (one: ResultRecord, other: ResultRecord) => (one.started < other.started ? -1 : 1);
