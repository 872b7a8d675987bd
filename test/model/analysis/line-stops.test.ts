import { causesOf, lineStops } from '../../../src/model/analysis/line-stops.js';
import { NOTHING_SAID } from '../../../src/model/analysis/said-of-stops.js';
import { smallLine } from '../mirror-lines.js';
import { at, unit } from './measured-line.js';

const line = smallLine();
const EVENING = 9 * 3600;
const HOUR = { fromUs: at(0), toUs: at(3600) };
const ASIDE = { said: null, part: false, merged: null };

describe('stops of a measured line', () => {
  const filler = unit('filler', [
    [0, 'Held', 65],
    [60, 'Execute'],
    [100, 'Holding', 0],
    [110, 'Held', 66],
    [160, 'Execute'],
    [200, 'Aborted', 257],
    [900, 'Execute'],
    [1000, 'Held'],
    [1200, 'Suspended', 1000],
    [3000, 'Held'],
  ]);
  const packer = unit('packer', [[0, 'Execute'], [500, 'Held', 65], [3500, 'Execute']]); // prettier-ignore
  const units = [filler, packer, unit('wrapper', [[0, 'Undefined']])];

  it('are told by machine, newest first, with the reason last given and a kind by their length', () => {
    const { items } = lineStops(line, units, null, HOUR, NOTHING_SAID);
    expect(items.map((stop) => ({ ...stop, fromUs: (stop.fromUs - at(0)) / 1e6, toUs: stop.toUs && (stop.toUs - at(0)) / 1e6 }))).toEqual([
      { unit: 'filler', fromUs: 3000, began: true, toUs: null, whole: false, downS: 600, kind: 'breakdown', reason: null, machineReason: null, ...ASIDE },
      { unit: 'filler', fromUs: 1000, began: true, toUs: 1200, whole: true, downS: 200, kind: 'micro-stop', reason: null, machineReason: null, ...ASIDE },
      { unit: 'packer', fromUs: 500, began: true, toUs: 3500, whole: true, downS: 3000, kind: 'breakdown', reason: 65, machineReason: 65, ...ASIDE },
      { unit: 'filler', fromUs: 200, began: true, toUs: 900, whole: true, downS: 700, kind: 'breakdown', reason: 257, machineReason: 257, ...ASIDE },
      { unit: 'filler', fromUs: 100, began: true, toUs: 160, whole: true, downS: 60, kind: 'micro-stop', reason: 66, machineReason: 66, ...ASIDE },
      { unit: 'filler', fromUs: 0, began: false, toUs: 60, whole: false, downS: 60, kind: 'micro-stop', reason: 65, machineReason: 65, ...ASIDE },
    ]);
  });

  it('are summed by reason: unassigned first, then the longest, with shares of all of them', () => {
    const { causes } = lineStops(line, units, 'filler', HOUR, NOTHING_SAID);
    expect(causes.map(({ reason, breakdowns, microStops, downS }) => [reason, breakdowns, microStops, downS])).toEqual([
      [null, 1, 1, 800],
      [257, 1, 0, 700],
      [65, 0, 1, 60],
      [66, 0, 1, 60],
    ]);
    expect(causes.map(({ share }) => share)).toEqual([800 / 1620, 700 / 1620, 60 / 1620, 60 / 1620]);
    expect(causes.at(-1)!.cumulativeShare).toBeCloseTo(1, 12);
    expect(causesOf([])).toEqual([]);
  });

  it('go on over a planned rest, which is no part of them', () => {
    const late = unit('filler', [[0, 'Execute'], [8 * 3600 - 200, 'Aborted'], [8 * 3600 + 60, 'Stopped'], [EVENING, 'Stopped']], {}, EVENING); // prettier-ignore
    const { items } = lineStops(
      line,
      [late, unit('packer', [], {}, EVENING), unit('wrapper', [], {}, EVENING)],
      null,
      { fromUs: at(0), toUs: at(EVENING) },
      NOTHING_SAID,
    );
    expect(items).toEqual([
      {
        unit: 'filler',
        fromUs: at(8 * 3600 - 200),
        began: true,
        toUs: null,
        whole: false,
        downS: 200,
        kind: 'micro-stop',
        reason: null,
        machineReason: null,
        ...ASIDE,
      },
    ]);
  });
});
