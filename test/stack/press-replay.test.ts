import { mkdtemp, writeFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse, stringify } from 'yaml';
import type { BatchView } from '../../src/contract/stream.js';
import { describeWithShared, repositoryRoot } from '../shared.js';
import { countBatches, readRows } from './press-data.js';
import { endAll, getJson, runToEnd, startService, temporaryFolder, until } from './service.js';

const MAPPING = path.join(repositoryRoot, 'simulator/mappings/tablet-press.yaml');

/** The shipped mapping with only the columns that are counted: a quarter of the messages. */
async function countedColumns(folder: string): Promise<string> {
  const mapping = parse(readFileSync(MAPPING, 'utf8')) as { columns: { column: string }[] };
  mapping.columns = mapping.columns.filter(({ column }) => ['batch', 'produced', 'waste', 'tbl_speed'].includes(column));
  const file = path.join(await mkdtemp(path.join(folder, 'mapping-')), 'counted.yaml');
  await writeFile(file, stringify(mapping));
  return file;
}

const counted = ({ id, good, rejected, stops }: BatchView) => ({ id, good, rejected, stops });
const byId = (a: { id: string }, b: { id: string }) => Number(a.id) - Number(b.id);

describeWithShared(
  'a recorded press replayed over MQTT',
  [
    ['data', 'tablet-press', 'process_timeseries_code3.csv'],
    ['data', 'tablet-press', 'process_timeseries_code5.csv'],
  ],
  (files) => {
    afterEach(endAll);

    it('gives in the twin what a direct count over both files gives, for every batch', async () => {
      const truth = files.flatMap((file) => countBatches(readRows(file))).sort(byId);
      expect(truth.find(({ id }) => id === '19')).toEqual({ id: '19', stops: 9, good: 953_000, rejected: 4_475 });
      const { folder, remove } = await temporaryFolder();
      const service = await startService({ TWIN_DATA: folder, TWIN_PLANTS: 'plants/press-replay.yaml' });
      const mapping = await countedColumns(folder);
      const replay = await runToEnd(['dist/simulator/main.js', 'replay', ...files, '--mapping', mapping, '--speed', 'max', '--broker', service.mqttUrl!]);
      expect(replay).toMatchObject({ code: 0 });
      const batches = await until(
        () => getJson<{ items: BatchView[] }>(`${service.url}/api/v1/lines/press-replay/batches`),
        ({ items }) =>
          items.length === truth.length &&
          JSON.stringify(items.map(counted).sort(byId)) ===
            JSON.stringify(truth.map((b) => ({ id: b.id, good: b.good, rejected: b.rejected, stops: b.stops }))),
        60_000,
      ).catch(() => getJson<{ items: BatchView[] }>(`${service.url}/api/v1/lines/press-replay/batches`));
      expect(batches.items.map(counted).sort(byId)).toEqual(truth);
      expect(await service.stop()).toBe(0);
      await remove();
    }, 300_000);
  },
);
