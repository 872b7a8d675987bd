import fc from '../../property.js';
import { lineOee } from '../../../src/model/analysis/line-oee.js';
import { lineStops, stopsOfLoss } from '../../../src/model/analysis/line-stops.js';
import { lostTime } from '../../../src/model/analysis/lost-time.js';
import { NOTHING_SAID } from '../../../src/model/analysis/said-of-stops.js';
import { smallLine } from '../mirror-lines.js';
import { at, unit } from './measured-line.js';

const line = smallLine();
const HOUR = { fromUs: at(0), toUs: at(3600) };
const yes = (from: number, to: number) => [{ atUs: at(from), value: true }, { atUs: at(to), value: false }]; // prettier-ignore
type Stored = ReturnType<typeof unit>;
const lost = (units: Stored[], account: Parameters<typeof lostTime>[2]) => lostTime(line, units, account, HOUR, []);

describe('lost time of a measured line', () => {
  it('puts waiting down to the machine that was waited for, instant by instant, and to what lies outside the line', () => {
    const filler = unit('filler', [[0, 'Execute'], [600, 'Suspended'], [1000, 'Execute'], [3000, 'Suspended']], { blocked: yes(600, 1000), starved: yes(3000, 3600) }); // prettier-ignore
    const packer = unit('packer', [[0, 'Execute'], [590, 'Held'], [700, 'Suspended'], [1000, 'Execute']], { blocked: yes(700, 1000) }); // prettier-ignore
    const wrapper = unit('wrapper', [[0, 'Execute'], [650, 'Held'], [1000, 'Execute']]); // prettier-ignore
    const blocked = lost([filler, packer, wrapper], 'blocked');
    expect(blocked.items).toEqual([
      {
        unit: 'filler',
        fromUs: at(600),
        began: true,
        toUs: at(1000),
        s: 400,
        causes: [
          { unit: 'wrapper', outside: false, reason: null, s: 300 },
          { unit: 'packer', outside: false, reason: null, s: 100 },
        ],
      },
    ]);
    expect(blocked.causes.map(({ unit: of, stretches, s, share, cumulativeShare }) => [of, stretches, s, share, cumulativeShare])).toEqual([
      ['wrapper', 1, 300, 0.75, 0.75],
      ['packer', 1, 100, 0.25, 1],
    ]);
    const starved = lost([filler, packer, wrapper], 'starved');
    expect([starved.items, starved.causes]).toMatchObject([[{ s: 600, toUs: null }], [{ unit: null, outside: true, reason: null, s: 600 }]]);
  });

  it('puts other time down to the reason that its state was told with, none first', () => {
    const filler = unit('filler', [[0, 'Stopped', 7], [600, 'Execute'], [1200, 'Stopped'], [1500, 'Execute'], [2000, 'Stopped', 7], [2100, 'Execute']], { mode: [{ atUs: at(0), value: 'Changeover' }, { atUs: at(600), value: 'Production' }, { atUs: at(1200), value: 'Changeover' }, { atUs: at(1500), value: 'Production' }, { atUs: at(2000), value: 'Changeover' }, { atUs: at(2100), value: 'Production' }] }); // prettier-ignore
    const found = lost([filler, unit('packer', [[0, 'Execute']]), unit('wrapper', [[0, 'Execute']])], 'changeover');
    expect(found.causes.map(({ reason, stretches, s }) => [reason, stretches, s])).toEqual([[null, 1, 300], [7, 2, 700]]); // prettier-ignore
    expect(found.items.map(({ began, s }) => [began, s])).toEqual([[true, 100], [true, 300], [false, 600]]); // prettier-ignore
  });

  it('adds up to the steps of the bridge, and the stops of a loss too', () => {
    const state = fc.constantFrom('Execute', 'Held', 'Suspended', 'Idle', 'Stopped', 'Aborted');
    const states = fc.array(fc.tuple(fc.integer({ min: 1, max: 3599 }), state), { maxLength: 12 }).map((told): [number, string][] => {
      const times = new Map([[0, 'Execute'], ...told] as [number, string][]);
      return [...times].sort((a, b) => a[0] - b[0]);
    });
    const flag = fc.tuple(fc.integer({ min: 0, max: 3600 }), fc.integer({ min: 0, max: 3600 })).map(([a, b]) => yes(Math.min(a, b), Math.max(a, b)));
    const any = (id: string) => fc.tuple(states, flag, flag).map(([told, blocked, starved]) => unit(id, told, { blocked, starved }));
    fc.assert(
      fc.property(any('filler'), any('packer'), any('wrapper'), (...units) => {
        const { bridge } = lineOee(line, units, HOUR, []);
        const { items } = lineStops(line, units, null, HOUR, NOTHING_SAID);
        for (const step of bridge) {
          if (step.kind !== 'account') continue;
          const { causes } = lost(units, step.account);
          expect(causes.reduce((sum, { s }) => sum + s, 0)).toBeCloseTo(step.s, 6);
          if (step.account !== 'down' && step.account !== 'minor-stop') continue;
          expect(stopsOfLoss(line, items, step.account).reduce((sum, { downS }) => sum + downS, 0)).toBeCloseTo(step.s, 6);
        }
      }),
      { numRuns: 60 },
    );
  });
});
