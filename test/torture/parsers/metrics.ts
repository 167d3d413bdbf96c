import path from 'node:path';
import { type MetricRow, metricLines, writeMetricsTable } from '../../../src/observation/metrics';
import { truncateMetrics } from '../../../src/observation/metrics-log';
import { damagedLines } from '../damage/lines';
import { damageOne, type Parser } from '../parser';

const FILE = 'metrics.jsonl';
const ROWS: readonly MetricRow[] = [1, 2, 3].flatMap((epoch) => [
  { epoch, batch: 1, step: null, split: 'training', metric: 'loss', layer: 1, value: 1 / epoch },
  { epoch, batch: null, step: 4, split: 'test', metric: 'error_percent', layer: null, value: null },
]);

/** The metrics of a run: made a table of, and taken up again. */
const parser: Parser = {
  name: 'metrics',
  sound: () => [new Map([[FILE, Buffer.from(metricLines(ROWS))]])],
  damage: (sound, random) => damageOne(sound, random, (content) => damagedLines(content, random)),
  read(folder) {
    const file = path.join(folder, FILE);
    writeMetricsTable(file, path.join(folder, 'metrics.parquet'));
    truncateMetrics(file, { epoch: 2, batch: 0 });
  },
};

export default parser;
