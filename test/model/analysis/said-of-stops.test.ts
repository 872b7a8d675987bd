import fc from '../../property.js';
import { lineOee } from '../../../src/model/analysis/line-oee.js';
import { lineStops } from '../../../src/model/analysis/line-stops.js';
import { machineReport } from '../../../src/model/analysis/machine-report.js';
import { NOTHING_SAID, type SaidMerger, type SaidReason } from '../../../src/model/analysis/said-of-stops.js';
import { smallLine } from '../mirror-lines.js';
import { at, unit } from './measured-line.js';

const line = smallLine();
const HOUR = { fromUs: at(0), toUs: at(3600) };
const said = (seq: number, from: number, to: number | null, reason: number, who = 'day-shift'): SaidReason => ({
  seq,
  unit: 'filler',
  fromUs: at(from),
  toUs: to === null ? null : at(to),
  reason,
  who,
  recordedAtUs: at(3600),
  comment: null,
});
const merger = (seq: number, from: number, to: number): SaidMerger => ({ seq, unit: 'filler', fromUs: at(from), toUs: at(to) });
/** Stops of 100 s, 200 s and 400 s, and one that goes on from 3,000 s: only that and the third are longer than the limit of micro-stops, 5 min. */
const filler = unit('filler', [
  [0, 'Execute'],
  [600, 'Held', 65],
  [700, 'Execute'],
  [800, 'Held', 65],
  [1000, 'Execute'],
  [1600, 'Aborted'],
  [2000, 'Execute'],
  [3000, 'Held', 66],
]);
const units = [filler, unit('packer', [[0, 'Execute'], [1600, 'Held'], [2000, 'Execute']]), unit('wrapper', [[0, 'Execute']])]; // prettier-ignore
const stops = (reasons: SaidReason[], mergers: SaidMerger[] = [], window = HOUR) =>
  lineStops(line, units, 'filler', window, { reasons, mergers })
    .items.reverse()
    .map(({ fromUs, toUs, downS, reason }) => [(fromUs - at(0)) / 1e6, toUs && (toUs - at(0)) / 1e6, downS, reason]);

describe('what people say of stops', () => {
  it('gives a whole stop its reason, and that of the machine is kept beside it', () => {
    expect(stops([said(1, 1600, 2000, 900)])).toEqual([[600, 700, 100, 65], [800, 1000, 200, 65], [1600, 2000, 400, 900], [3000, null, 600, 66]]); // prettier-ignore
    const { items } = lineStops(line, units, 'filler', HOUR, { reasons: [said(4, 800, 1000, 900)], mergers: [] });
    expect(items.find(({ said: by }) => by !== null)).toMatchObject({ reason: 900, machineReason: 65, said: { seq: 4, who: 'day-shift' }, part: false });
  });

  it('leaves the stops of other machines alone', () => {
    const { items } = lineStops(line, units, 'packer', HOUR, { reasons: [said(1, 1600, 2000, 900)], mergers: [merger(2, 0, 3600)] });
    expect(items).toMatchObject([{ unit: 'packer', reason: null, said: null, merged: null }]);
  });

  it('splits a stop where it tells of a part of it; the part that nobody told of keeps the reason of the machine', () => {
    expect(stops([said(1, 700, 900, 901)]).slice(0, 3)).toEqual([[600, 700, 100, 65], [800, 900, 100, 901], [900, 1000, 100, 65]]); // prettier-ignore
    expect(stops([said(1, 1600, 1700, 901), said(2, 1700, 2000, 902)]).slice(2, 4)).toEqual([[1600, 1700, 100, 901], [1700, 2000, 300, 902]]); // prettier-ignore
  });

  it('counts a part as of the kind of the whole stop', () => {
    const { causes, items } = lineStops(line, units, 'filler', HOUR, { reasons: [said(1, 1600, 1650, 901)], mergers: [] });
    expect(items.filter(({ part }) => part).map(({ kind, downS }) => [kind, downS])).toEqual([['breakdown', 350], ['breakdown', 50]]); // prettier-ignore
    expect(causes.find(({ reason }) => reason === 901)).toMatchObject({ breakdowns: 1, microStops: 0, downS: 50 });
  });

  it('lets the later of two words hold, as if the earlier split had not been', () => {
    expect(stops([said(1, 1600, 1700, 901), said(2, 1700, 2000, 902), said(3, 1600, 2000, 903)])[2]).toEqual([1600, 2000, 400, 903]);
  });

  it('holds to the end of its stop where it has no end, and of no stop after it', () => {
    expect(stops([said(1, 800, null, 901)])).toEqual([[600, 700, 100, 65], [800, 1000, 200, 901], [1600, 2000, 400, null], [3000, null, 600, 66]]); // prettier-ignore
    expect(stops([said(1, 3000, null, 901)]).at(-1)).toEqual([3000, null, 600, 901]);
    expect(stops([said(1, 1600, null, 901)], [], { fromUs: at(1800), toUs: at(3600) })[0]).toEqual([1800, 2000, 200, 901]);
  });

  it('makes several stops one that counts once, of the kind of its whole time, without what lies between', () => {
    const { items, causes } = lineStops(line, units, 'filler', HOUR, { reasons: [], mergers: [merger(7, 650, 900)] });
    expect(items.at(-1)).toMatchObject({ fromUs: at(600), toUs: at(1000), downS: 300, merged: { stops: 2, by: [7] }, whole: true });
    expect(causes.find(({ reason }) => reason === 65)).toMatchObject({ breakdowns: 0, microStops: 1, downS: 300 });
    expect(stops([], [merger(7, 650, 900), merger(8, 900, 1700)])[0]).toEqual([600, 2000, 700, 65]);
  });

  it('changes failures and times down with stops that are one, but no other time', () => {
    const mergers = [merger(7, 600, 2000)];
    const report = (merge: SaidMerger[]) => machineReport(line, units, { ...filler, power: [], speed: [] }, 0, HOUR, merge);
    expect([report([]).mttr.n, report(mergers).mttr.n, report(mergers).mttr.mean]).toEqual([1, 1, 700]);
    expect(report(mergers).accounts).toEqual([{ account: 'execute', s: 2300 }, { account: 'down', s: 1300 }]); // prettier-ignore
    const bridge = (merge: SaidMerger[]) => lineOee(line, units, HOUR, merge).bridge;
    expect(bridge([])).toContainEqual({ kind: 'account', account: 'down', s: 1000 });
    expect(bridge(mergers)).toContainEqual({ kind: 'account', account: 'down', s: 1300 });
  });

  it('never changes how long a machine was down, nor lets parts overlap', () => {
    const second = fc.integer({ min: 0, max: 3599 });
    const stretch = fc.tuple(second, fc.option(fc.integer({ min: 1, max: 3600 }), { nil: null }), fc.integer({ min: 1, max: 5 }));
    fc.assert(
      fc.property(fc.array(stretch, { maxLength: 8 }), fc.array(fc.tuple(second, fc.integer({ min: 1, max: 3600 })), { maxLength: 3 }), (reasons, mergers) => {
        const told = lineStops(line, units, 'filler', HOUR, {
          reasons: reasons.map(([from, length, reason], i) => said(i + 1, from, length && from + length, reason)),
          mergers: mergers.map(([from, length], i) => merger(100 + i, from, from + length)),
        });
        const ordered = [...told.items].reverse();
        expect(ordered.reduce((sum, { downS }) => sum + downS, 0)).toBeCloseTo(1300, 6);
        for (const [i, stop] of ordered.slice(1).entries()) expect(ordered[i]!.toUs!).toBeLessThanOrEqual(stop.fromUs);
        expect(told.causes.reduce((sum, { downS }) => sum + downS, 0)).toBeCloseTo(1300, 6);
      }),
    );
  });

  it('of nothing is nothing', () => {
    expect(stops([])).toEqual([[600, 700, 100, 65], [800, 1000, 200, 65], [1600, 2000, 400, null], [3000, null, 600, 66]]); // prettier-ignore
    expect(lineStops(line, units, null, HOUR, NOTHING_SAID).items).toHaveLength(5);
  });
});
