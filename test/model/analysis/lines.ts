import fc from '../../property.js';
import type { LineDocument } from '../../../src/contract/line.js';
import { noteFlow, recordFlow, timelineOfFlow } from '../../../src/model/analysis/record-flow.js';
import type { Timeline } from '../../../src/model/analysis/timeline.js';
import type { CompiledLine } from '../../../src/model/compile.js';
import { expected } from '../../../src/model/expected.js';
import { settle } from '../../../src/model/flow.js';
import { run } from '../../../src/model/run.js';
import { openAccount, start, type LineState } from '../../../src/model/state.js';
import { lineOf, MONDAY_US, S, station, stop } from '../lines.js';

type StationDocument = LineDocument['stations'][number];

export interface Recorded {
  state: LineState;
  timeline: Timeline;
  goodUnits: number;
}

/** Runs a line from empty, Monday 06:00, over so many seconds, recorded. */
export function recorded(line: CompiledLine, seconds: number, luck = { seed: 1, replication: 0 }): Recorded {
  const state = start(line, { ...luck, atUs: MONDAY_US });
  openAccount(state);
  const recorder = recordFlow(line, state);
  const toUs = MONDAY_US + seconds * S;
  run(line, state, toUs, (now) => noteFlow(recorder, now));
  settle(line, state, toUs);
  return { state, timeline: timelineOfFlow(recorder, state), goodUnits: expected(line, state).lineGood };
}

const seconds = fc.integer({ min: 5, max: 3000 });
const randomStation = fc.record({
  rate: fc.integer({ min: 1, max: 600 }),
  rejects: fc.constantFrom(0, 0, 0.01, 0.3),
  takes: fc.constantFrom(1, 1, 2, 0.5),
  capacity: fc.constantFrom(0, 3, 40, 500.5),
  every: seconds,
  lasts: seconds,
  law: fc.boolean(),
  standby: fc.option(fc.integer({ min: 1, max: 200 }), { nil: null, freq: 3 }),
});

/** Lines of one to six stations in a row, working from 6 to 14 or around the clock. */
export const randomRow = fc.tuple(fc.array(randomStation, { minLength: 1, maxLength: 6 }), fc.boolean()).map(([stations, shift]) =>
  lineOf(
    stations.map((s, i): StationDocument =>
      station(`s${i}`, {
        item: `item${i}`,
        rate: `${s.rate} /min`,
        rejects: s.rejects,
        takes: s.takes,
        ...(s.capacity > 0 && i + 1 < stations.length ? { buffer: { capacity: s.capacity } } : {}),
        stops: s.law ? [stop('law', { dist: 'exponential', mean: `${s.every} s` }, { dist: 'exponential', mean: `${s.lasts} s` })] : [],
        ...(s.standby === null ? {} : { standby: { after: `${s.standby} s`, wakeUp: `${s.standby} s` } }),
      }),
    ),
    shift ? { shifts: [{ id: 'early', name: { en: 'e', fr: 'e' }, days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '06:00', to: '14:00' }] } : {},
  ),
);
