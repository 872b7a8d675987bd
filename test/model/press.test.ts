import type { Observation, SignalName } from '../../src/contract/telemetry.js';
import { observe } from '../../src/model/assimilate.js';
import { allBatches } from '../../src/model/batches.js';
import { newMirror } from '../../src/model/mirror.js';
import { describeWithShared } from '../shared.js';
import { countBatches, readRows } from '../stack/press-data.js';
import { plantLine } from './mirror-lines.js';

const COLUMNS: [string, SignalName, number][] = [
  ['produced', 'goodCount', 1000],
  ['waste', 'defectiveCount', 1],
  ['tbl_speed', 'speed', 16.666666666666668],
  ['fom', 'process.fillOMaticSpeed', 1],
];

function* readings(rows: Record<string, string>[]): Generator<Observation> {
  for (const row of rows) {
    const measuredAtUs = Date.parse(`${row['timestamp']!.replace(' ', 'T')}Z`) * 1000;
    const common = { line: 'press-replay', unit: 'press', measuredAtUs, receivedAtUs: measuredAtUs, quality: 'good' as const };
    yield { ...common, signal: 'batch', value: row['batch']! };
    for (const [column, signal, scale] of COLUMNS) if (row[column] !== '') yield { ...common, signal, value: Number(row[column]) * scale };
  }
}

describeWithShared(
  'the recorded tablet press',
  [
    ['data', 'tablet-press', 'process_timeseries_code3.csv'],
    ['data', 'tablet-press', 'process_timeseries_code5.csv'],
  ],
  (files) => {
    const line = plantLine('press-replay.yaml');

    it.each(files.map((file) => [file.split('/').at(-1)!, file]))('counts stops, good and rejects of every batch of %s as a direct count does', (_, file) => {
      const rows = readRows(file);
      const mirror = newMirror(line);
      for (const observation of readings(rows)) observe(line, mirror, observation);
      expect(mirror.books.late).toBe(0);
      const counted = allBatches(mirror.books).map(({ id, good, rejected, stops }) => ({ id, good, rejected, stops }));
      expect(counted).toEqual(countBatches(rows));
      if (file.endsWith('code3.csv')) expect(counted[0]).toEqual({ id: '19', good: 953_000, rejected: 4_475, stops: 9 });
    });
  },
);
