import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from '../../property.js';
import { LineOee } from '../../../src/contract/line-oee.js';
import { lineOee, type OrderedUnit } from '../../../src/model/analysis/line-oee.js';
import { repositoryRoot } from '../../shared.js';
import { smallLine } from '../mirror-lines.js';
import { at, counter, unit } from './measured-line.js';

const line = smallLine();
const oee = (units: OrderedUnit[], from = 0, to = 3600) => lineOee(line, units, { fromUs: at(from), toUs: at(to) }, []);
const value = (found: ReturnType<typeof oee>, id: string) => found.kpis.find((kpi) => kpi.id === id)?.value;
const bridge = (found: ReturnType<typeof oee>) =>
  found.bridge.map((step) => [step.kind === 'level' ? step.level : step.kind === 'account' ? step.account : step.loss, Math.round(step.s * 1e3) / 1e3]);

const runs = (s: number) => s < 1000 || s >= 1600;
/** The slowest station is the filler (ideal 600 bottles/min, 60 boxes/min): it jams from 1000 s to 1600 s; of 3,000 boxes it made, 100 were rejected at the wrapper. */
const jammed = [
  unit(
    'filler',
    [
      [0, 'Execute'],
      [1000, 'Held'],
      [1600, 'Execute'],
    ],
    { counts: { good: [], processed: counter(3600, 10, runs), defective: counter(3600, 0) } },
  ),
  unit('packer', [[0, 'Execute']], { counts: { good: [], processed: counter(3600, 1, runs), defective: counter(3600, 0) } }),
  unit('wrapper', [[0, 'Execute']], {
    counts: { good: counter(3600, 1, (s) => runs(s) && s >= 100), processed: [], defective: counter(3600, 1, (s) => s < 100) },
  }),
];

describe('OEE of a measured line', () => {
  it('is useful time over required, opening, total and planned time of its slowest station', () => {
    const found = oee(jammed);
    expect(found.measuredAt).toEqual(['filler']);
    expect(found.unknownShare).toBe(0);
    for (const id of ['trs', 'trg', 'tre', 'oee']) expect([id, value(found, id)]).toEqual([id, expect.closeTo(2900 / 3600, 9)]);
    expect(value(found, 'availability')).toBeCloseTo(3000 / 3600, 9);
    expect(value(found, 'quality')).toBeCloseTo(2900 / 3000, 9);
    expect(value(found, 'mtbf')).toBeCloseTo(3000 / 3600, 9);
    const trs = found.kpis.find(({ id }) => id === 'trs')!;
    expect([trs.formula, trs.terms.map(({ symbol, value: seconds }) => [symbol, Math.round(seconds!)])]).toEqual(['tU / tR', [['tU', 2900], ['tR', 3600]]]); // prettier-ignore
  });

  it('is bridged from total to useful time', () => {
    expect(bridge(oee(jammed))).toEqual([
      ['tT', 3600],
      ['tO', 3600],
      ['tR', 3600],
      ['down', 600],
      ['tF', 3000],
      ['tN', 3000],
      ['rejects', 100],
      ['tU', 2900],
    ]);
  });

  it('tells time outside the shifts, maintenance, cleaning, missing orders and waits without a cause apart', () => {
    const day = 9 * 3600;
    const filler = unit(
      'filler',
      [
        [0, 'Execute'],
        [600, 'Idle'],
        [1800, 'Stopped'],
        [2400, 'Execute'],
        [3000, 'Execute'],
        [8 * 3600, 'Idle'],
      ],
      {
        batch: [{ atUs: at(0), value: 'B1' }, { atUs: at(900), value: '' }, { atUs: at(1800), value: 'B2' }], // prettier-ignore
        mode: [{ atUs: at(0), value: 'Production' }, { atUs: at(1800), value: 'Maintenance' }, { atUs: at(2400), value: 'Cleaning' }, { atUs: at(3000), value: 'Production' }], // prettier-ignore
      },
      day,
    );
    expect(bridge(oee([filler, unit('packer', [], {}, day), unit('wrapper', [], {}, day)], 0, day))).toEqual([
      ['tT', day],
      ['off', 3600],
      ['tO', 8 * 3600],
      ['maintenance', 600],
      ['idle', 900],
      ['tR', 8 * 3600 - 1500],
      ['cleaning', 600],
      ['waiting', 300],
      ['tF', 8 * 3600 - 2400],
    ]);
  });

  it('leaves out what needs counts where there are none, and time about which nothing was heard', () => {
    const silent = [unit('filler', [[0, 'Execute'], [1800, 'Undefined']]), unit('packer', []), unit('wrapper', [])]; // prettier-ignore
    const found = oee(silent);
    expect(found.unknownShare).toBe(0.5);
    expect(bridge(found).at(-1)).toEqual(['tF', 1800]);
    expect(value(found, 'availability')).toBe(1);
    for (const id of ['trs', 'trg', 'tre', 'oee', 'quality', 'effectiveness']) expect([id, value(found, id)]).toEqual([id, undefined]);
    const nothing = oee([unit('filler', [[0, 'Undefined']]), unit('packer', []), unit('wrapper', [])]);
    expect([nothing.unknownShare, value(nothing, 'availability'), value(nothing, 'mtbf')]).toEqual([1, null, null]);
  });

  it('is told by the hour of the clock, as of that hour alone; without required time, or counts, there is none', () => {
    const hours = (units: OrderedUnit[], from: number, to: number) => oee(units, from, to).hours;
    const [early, late] = hours(jammed, -1800, 3600);
    expect([early?.totalS, early?.requiredS, early?.trs]).toEqual([1800, 0, null]);
    for (const id of ['trs', 'trg', 'tre', 'oee'] as const) expect(late?.[id]).toBeCloseTo(2900 / 3600, 9);
    const evening = 9 * 3600;
    const resting = [unit('filler', [[0, 'Execute'], [8 * 3600, 'Idle']], { counts: { good: [], processed: counter(evening, 10, (s) => s < 8 * 3600), defective: counter(evening, 0) } }, evening), unit('packer', [], {}, evening), unit('wrapper', [], { counts: { good: counter(evening, 1, (s) => s < 8 * 3600), processed: [], defective: [] } }, evening)]; // prettier-ignore
    const off = hours(resting, 0, evening).at(-1)!;
    expect([off.requiredS, off.openingS, off.totalS, off.trs, off.trg, off.tre]).toEqual([0, 0, 3600, null, null, 0]);
    const silent = hours([unit('filler', [[0, 'Execute']]), unit('packer', []), unit('wrapper', [])], 0, 3600);
    expect(silent).toMatchObject([{ requiredS: 3600, usefulS: null, trs: null, tre: null }]);
  });

  it('adds up, whatever the machines say', () => {
    const states = ['Execute', 'Held', 'Aborted', 'Idle', 'Suspended', 'Stopped', 'Undefined'];
    const history = fc.array(fc.tuple(fc.integer({ min: 1, max: 9 * 3600 - 1 }), fc.constantFrom(...states)), { maxLength: 30 });
    fc.assert(
      fc.property(history, fc.integer({ min: 0, max: 8 }), (turns, perS) => {
        const end = 9 * 3600;
        const sorted = [...new Map<number, string>([[0, 'Execute'], ...turns])].sort(([a], [b]) => a - b);
        const counts = (rate: number) => ({ good: [], processed: counter(end, rate), defective: counter(end, rate / 8) });
        const units = [unit('filler', sorted, { counts: counts(perS) }, end), unit('packer', sorted, {}, end), unit('wrapper', sorted, { counts: counts(perS / 10) }, end)]; // prettier-ignore
        const found = lineOee(line, units, { fromUs: at(0), toUs: at(end) }, []);
        let left = found.bridge[0]!.s;
        for (const step of found.bridge) {
          if (step.kind === 'level') expect(step.s).toBeCloseTo(left, 3);
          else left -= step.s;
        }
        const parts = found.kpis.find(({ id }) => id === 'unknownShare')!.terms.find(({ symbol }) => symbol === 'W')!;
        expect(parts.value).toBeCloseTo(end, 6);
        const sumOf = (time: 'usefulS' | 'requiredS' | 'openingS' | 'totalS') => found.hours.reduce((sum, hour) => sum + (hour[time] ?? 0), 0);
        const level = (symbol: string) => found.bridge.find((step) => step.kind === 'level' && step.level === symbol)!.s;
        expect([sumOf('totalS'), sumOf('openingS'), sumOf('requiredS'), sumOf('usefulS')]).toEqual(
          ['tT', 'tO', 'tR', 'tU'].map((symbol) => expect.closeTo(level(symbol), 3)),
        );
        LineOee.parse({ line: 'small', fromUs: at(0), toUs: at(end), ...found });
      }),
      { numRuns: 60 },
    );
  });
});

it('every indicator of a line stands in docs/kpis.md with its formula', () => {
  const page = readFileSync(path.join(repositoryRoot, 'docs/kpis.md'), 'utf8');
  for (const { id, formula } of oee(jammed).kpis) expect(page).toMatch(new RegExp(`\\| \`${id}\` \\|.*\`${formula.replace(/[*+()/]/g, '\\$&')}\``));
});
