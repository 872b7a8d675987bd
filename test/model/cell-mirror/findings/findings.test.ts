import fc from '../../../property.js';
import { findingsOf } from '../../../../src/model/cell-mirror/findings/findings.js';
import { openWatch, type Watch, watchFact } from '../../../../src/model/cell-mirror/findings/watch.js';
import type { MeasuredFact } from '../../../../src/model/cell-mirror/facts.js';
import { cellOf, HOUR, MIN, MONDAY_US, phase, product, unit } from '../../cell/cells.js';

const DAY = 24 * HOUR;

/** Two freeze-dryers, a filling line of two machines, compressed air and a zone. */
const cell = cellOf({
  utilities: [{ id: 'air', name: { en: 'Compressed air', fr: 'Air comprimé' }, unit: 'Nm3', energy: { electricity: 0.1 } }],
  zones: [{ id: 'core', name: { en: 'Core', fr: 'Cœur' }, fan: '40 kW', exponent: 3, setback: 0.5, cooling: '10 kW' }],
  units: [
    unit('freeze-dryer', {
      name: { en: 'Freeze-dryer', fr: 'Lyophilisateur' },
      slots: 2,
      phases: [
        { ...phase(60), id: 'freezing' },
        { id: 'primary', name: { en: 'primary drying', fr: 'Dessiccation primaire' }, lasts: '600 min', power: '32 kW' },
        { ...phase(60), id: 'stoppering' },
      ],
      cleaning: { minor: { lasts: '30 min' }, major: { lasts: '240 min' } },
      standby: { after: '30 min', wakeUp: '5 min' },
    }),
    unit('filling', {
      name: { en: 'Filling line', fr: 'Ligne de remplissage' },
      flow: {
        stations: ['filler', 'capper'].map((id) => ({
          id,
          type: id,
          name: { en: id, fr: id },
          item: 'vial',
          rate: '100 /min',
          rejects: 0.01,
          ...(id === 'filler' ? { buffer: { capacity: 50 } } : {}),
          power: { standby: '1 kW', idle: '2 kW', execute: '5 kW' },
          stops: [
            {
              id: 'jam',
              name: { en: 'Jam', fr: 'Bourrage' },
              class: 'micro-stop' as const,
              every: { dist: 'exponential' as const, mean: '60 min' },
              lasts: '2 min',
            },
          ],
        })),
      },
    }),
  ],
  products: [
    product('serum', 30000, [
      { id: 'fill', units: ['filling'] },
      { id: 'dry', units: ['freeze-dryer'] },
    ]),
  ],
});

/** Times of a process scatter a little, always the same. */
const little = (n: number) => 1 + 0.01 * Math.sin(7 * n);
const at = (n: number) => MONDAY_US + n * DAY;
const run = (n: number, name: string, minutes: number, source = 'freeze-dryer.2'): MeasuredFact => {
  const activeS = Math.round(minutes * 60 * little(n));
  return { kind: 'phase', source, lot: `L${n}`, product: 'serum', step: 'dry', phase: name, items: 30000, fromUs: at(n), toUs: at(n) + activeS * 1e6, activeS };
};
const energy = (n: number, account: 'execute' | 'idle' | 'starved' | 'standby', kw: number, source: string, hours = 1, fromUs = at(n)): MeasuredFact => ({
  kind: 'energy',
  source,
  account,
  carrier: 'electricity',
  fromUs,
  toUs: fromUs + Math.round(hours * HOUR),
  seconds: hours * 3600,
  kwh: kw * hours,
});
const take = (watch: Watch, facts: readonly MeasuredFact[]) => facts.forEach((fact) => watchFact(cell, watch, fact));
const series = (count: number, from: number, make: (n: number) => MeasuredFact) => Array.from({ length: count }, (_, i) => make(from + i));
const judge = (facts: readonly MeasuredFact[], atUs = at(60)) => {
  const watch = openWatch(cell);
  take(watch, facts);
  return findingsOf(cell, watch, atUs);
};

describe('a phase that takes longer', () => {
  const facts = [...series(20, 0, (n) => run(n, 'primary', 600)), ...series(10, 20, (n) => run(n, 'primary', 750))];

  it('is said with since when, how sure, and what it cost', () => {
    const [finding, ...others] = judge(facts);
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ source: 'freeze-dryer.2', kind: 'phase', of: 'primary', sinceUs: at(20), unit: 's', samples: 10 });
    expect(finding!.ratio.value).toBeCloseTo(1.25, 2);
    expect(finding!.measured / finding!.expected).toBeCloseTo(finding!.ratio.value, 9);
    expect(finding!.foundUs).toBeGreaterThan(at(24));
    // 10 batches of 150 minutes more at 32 kW instead of 2 kW
    expect(finding!.effect.kwh! / (10 * 2.5 * 30)).toBeCloseTo(1, 1);
    expect(finding!.effect.units).toBeNull();
    expect(finding!.sentence.en).toMatch(
      /^Freeze-dryer 2: primary drying takes 25 % longer than the model since 22 Mar \(10 batches, 21 to 30 %\); effect so far about \+7\d\d kWh\.$/,
    );
    expect(finding!.sentence.fr).toMatch(
      /^Lyophilisateur 2\u00a0: la phase «\u00a0dessiccation primaire\u00a0» dure 25\u00a0% plus longtemps que le modèle depuis le 22 mars \(10 lots, 21 à 30\u00a0%\)/,
    );
  });

  it('keeps its id while it goes on, and ends when the phase is as before', () => {
    const watch = openWatch(cell);
    take(watch, facts);
    const { id } = findingsOf(cell, watch, at(30))[0]!;
    take(
      watch,
      series(10, 30, (n) => run(n, 'primary', 750)),
    );
    expect(findingsOf(cell, watch, at(40)).map((one) => [one.id, one.samples])).toEqual([[id, 20]]);
    take(
      watch,
      series(10, 40, (n) => run(n, 'primary', 600)),
    );
    expect(findingsOf(cell, watch, at(50))).toEqual([]);
  });

  it('is no longer said after sixty days without one', () => {
    expect(judge(facts, at(29) + 59 * DAY)).toHaveLength(1);
    expect(judge(facts, at(29) + 62 * DAY)).toEqual([]);
  });

  it('is not said within the tolerance, however many there are', () => {
    expect(
      judge(
        series(400, 0, (n) => run(n, 'primary', 636)),
        at(400),
      ),
    ).toEqual([]);
  });

  it('is not said for one pause that nobody noted', () => {
    expect(judge([...series(20, 0, (n) => run(n, 'primary', 600)), run(20, 'primary', 6000), ...series(20, 21, (n) => run(n, 'primary', 600))])).toEqual([]);
  });

  it('costs units where its unit holds back the cell', () => {
    const busy = series(30, 0, (n) => energy(n, 'execute', 30, 'freeze-dryer.2', 23));
    const steps = series(30, 0, (n): MeasuredFact => {
      const span = { fromUs: at(n), toUs: at(n) + 23 * HOUR };
      return { kind: 'step', source: 'freeze-dryer.2', lot: `L${n}`, product: 'serum', step: 'dry', itemsIn: 30000, good: 30000, rejected: 0, ...span };
    });
    const finding = judge([...busy.flatMap((fact, n) => [fact, steps[n]!]), ...facts]).find(({ kind }) => kind === 'phase')!;
    // 25 hours at 30,000 items in 23 hours
    expect(finding.effect.units! / ((-25 / 23) * 30000)).toBeCloseTo(1, 1);
    expect(finding.sentence.en).toContain('effect so far about −1.09 batches');
  });

  it('together with the other phases is one finding', () => {
    const all = [...facts, ...series(20, 0, (n) => run(n, 'freezing', 60)), ...series(10, 20, (n) => run(n, 'freezing', 75))];
    const findings = judge(all);
    expect(findings.map(({ of }) => of)).toEqual(['freezing, primary']);
    expect(findings[0]!.sentence.en).toContain('freezing, primary drying take 25 % longer');
  });
});

describe('a watch', () => {
  it('goes on after a round trip through JSON, wherever it was cut', () => {
    const facts = [
      ...series(20, 0, (n) => run(n, 'primary', 600)),
      ...series(30, 20, (n) => run(n, 'primary', 700)),
      ...series(40, 0, (n) => energy(n, 'starved', n < 20 ? 2 : 3, 'freeze-dryer.1')),
    ].sort((a, b) => (a.kind === 'release' || b.kind === 'release' ? 0 : a.fromUs - b.fromUs));
    const whole = judge(facts);
    expect(whole.map(({ kind }) => kind).sort()).toEqual(['phase', 'power', 'standby']);
    fc.assert(
      fc.property(fc.nat(facts.length), (cut) => {
        const watch = openWatch(cell);
        take(watch, facts.slice(0, cut));
        const restored = JSON.parse(JSON.stringify(watch)) as Watch;
        take(restored, facts.slice(cut));
        expect(findingsOf(cell, restored, at(60))).toEqual(whole);
      }),
      { numRuns: 30 },
    );
  });

  it('leaves out what the file does not know, and what is no number', () => {
    const watch = openWatch(cell);
    const odd: MeasuredFact[] = [
      run(1, 'nothing', 5),
      run(1, 'primary', NaN),
      { ...run(1, 'primary', 5), source: 'nobody' } as MeasuredFact,
      energy(1, 'execute', NaN, 'freeze-dryer.1'),
      energy(1, 'unknown' as 'idle', 5, 'freeze-dryer.1'),
      { kind: 'utility', utility: 'steam', fromUs: at(1), toUs: at(2), used: 1, drawn: 1 },
      { kind: 'zone', zone: 'none', setback: true, fromUs: at(1), toUs: at(2), seconds: 1, fanKwh: 1, meanFlow: null, outdoorC: null },
      { kind: 'stop', source: 'filling.filler', reason: 999, fromUs: at(1), toUs: at(2), runS: 1 },
      { kind: 'test', release: 'none', test: 'none', lot: 'L1', fromUs: at(1), toUs: at(2) },
      { kind: 'release', release: 'none', lot: 'L1', decision: 'released', deviated: false, heldUs: at(1), atUs: at(2) },
    ];
    take(watch, odd);
    expect(watch.books).toEqual({});
    expect(findingsOf(cell, watch, at(9))).toEqual([]);
  });
});

describe('one cause', () => {
  const ran = (n: number, source: string, perMin: number): MeasuredFact => {
    const span = { fromUs: at(n), toUs: at(n) + 300 * MIN };
    return { kind: 'ran', source, lot: `L${n}`, ...span, runS: 18000, items: Math.round(300 * perMin), rejected: Math.round(3 * perMin), setPerMin: 100 };
  };
  it('of two machines that run slower together is the one that does not wait', () => {
    const facts = Array.from({ length: 12 }, (_, n) => ['filling.filler', 'filling.capper'].map((source) => ran(n, source, n < 4 ? 100 : 85))).flat();
    const waits = series(12, 0, (n) => energy(n, 'starved', 2, 'filling.filler', 4)).concat(series(12, 0, (n) => energy(n, 'execute', 5, 'filling.capper', 8)));
    const works = series(12, 0, (n) => energy(n, 'execute', 5, 'filling.filler', 8));
    const findings = judge([...waits, ...works, ...facts]);
    expect(findings.filter(({ kind }) => kind === 'speed').map(({ source }) => source)).toEqual(['filling.capper']);
    expect(findings.find(({ kind }) => kind === 'speed')!.sentence.en).toContain('capper: runs 15 % slower than the model since 6 Mar');
  });

  it('of more power at work and at rest is said once', () => {
    const facts = Array.from({ length: 10 }, (_, n) => n).flatMap((n) => [energy(n, 'starved', 3, 'filling', 2), energy(n, 'execute', 6, 'filling.filler', 2)]);
    expect(judge(facts).map(({ source, of }) => `${source} ${of}`)).toEqual(['filling.filler electricity/work', 'filling electricity/rest']);
    const same = series(10, 0, (n) => energy(n, 'starved', 3, 'filling.filler', 2)).concat(series(10, 0, (n) => energy(n, 'execute', 6, 'filling.filler', 2)));
    expect(judge(same).map(({ of }) => of)).toEqual(['electricity/work']);
  });

  it('of fans that draw more in production is not set-back besides', () => {
    const zone = (n: number, setback: boolean, kw: number): MeasuredFact => {
      const span = { fromUs: at(n) + (setback ? 12 * HOUR : 0), toUs: at(n) + (setback ? 24 : 12) * HOUR };
      return { kind: 'zone', zone: 'core', setback, ...span, seconds: 43200, fanKwh: 12 * kw, meanFlow: null, outdoorC: null };
    };
    const worn = series(10, 0, (n) => zone(n, false, 52)).concat(series(10, 0, (n) => zone(n, true, 5 * 1.3)));
    expect(judge(worn).map(({ kind }) => kind)).toEqual(['zone']);
    const stuck = series(10, 0, (n) => zone(n, false, 40)).concat(series(10, 0, (n) => zone(n, true, n < 4 ? 5 : 40)));
    const [finding] = judge(stuck);
    expect(finding).toMatchObject({ kind: 'setback', source: 'zones.core', measured: 40 });
    expect(finding!.expected).toBeCloseTo(5, 9);
    // 12 h a day at 35 kW more of fans, and half of the cooling more
    expect(finding!.effect.kwh! / (5 * 12 * (35 + 5))).toBeCloseTo(1, 1);
    expect(finding!.sentence.en).toContain('set back, its fans draw 40 kW instead of 5 kW: it is asked for and does not come');
  });
});

describe('utilities and standby', () => {
  it('say a leak as flow and as a share of the draw', () => {
    const air = (n: number, leak: number): MeasuredFact => ({
      kind: 'utility',
      utility: 'air',
      fromUs: at(n),
      toUs: at(n) + DAY,
      used: 24 * (60 + leak),
      drawn: 24 * 60,
    });
    const [finding] = judge([...series(10, 0, (n) => air(n, 0)), ...series(6, 10, (n) => air(n, 15))]);
    expect(finding).toMatchObject({ kind: 'utility', source: 'utilities.air', of: 'leak', measured: 75, expected: 60, unit: 'Nm3/h', sinceUs: at(10) });
    // the last day is not over
    expect(finding!.effect.kwh).toBeCloseTo(5 * 24 * 15 * 0.1, 6);
    expect(finding!.sentence.en).toContain('Compressed air: 15 Nm3/h flow that nothing draws, 25 % of all draws: a leak since 12 Mar (5 days, ');
  });

  describe('of a plant that rests', () => {
    const days = (count: number, { leak, drawn, limits }: { leak: number; drawn: number; limits: { capacity?: number } }) => {
      const resting = cellOf({
        utilities: [{ id: 'air', name: { en: 'Air', fr: 'Air' }, unit: 'Nm3', energy: { electricity: 0.1 }, ...limits }],
        units: [
          unit('mill', {
            phases: [{ ...phase(60), id: 'milling', utilities: { air: 150 } }],
            utilities: { air: { idle: 10, execute: 100 } },
            cleaning: { minor: { lasts: '30 min' }, major: { lasts: '240 min', utilities: { air: 200 } } },
          }),
        ],
        products: [product('serum', 30000, [{ id: 'mill', units: ['mill'] }])],
      });
      const watch = openWatch(resting);
      const air = (n: number): MeasuredFact => ({
        kind: 'utility',
        utility: 'air',
        fromUs: at(n),
        toUs: at(n) + DAY,
        used: 24 * (drawn + leak),
        drawn: 24 * drawn,
      });
      for (const fact of series(count, 0, air)) watchFact(resting, watch, fact);
      return findingsOf(resting, watch, at(count)).map(({ source, of, foundUs }) => ({ source, of, day: (foundUs - MONDAY_US) / DAY }));
    };

    it.each([{ capacity: 200 }, {}])(
      'are judged by the full flow of the network: of 200 Nm3/h 3.5 are none for a month, 8 are a leak in some days (%j)',
      (limits) => {
        expect(days(30, { leak: 3.5, drawn: 0, limits })).toEqual([]);
        expect(days(30, { leak: 3.5, drawn: 1, limits })).toEqual([]);
        expect(days(12, { leak: 8, drawn: 0, limits })).toMatchObject([{ source: 'utilities.air', of: 'leak' }]);
      },
    );
  });

  it('see a unit that never goes to standby, and none in one that does', () => {
    const rest = (n: number, asleep: boolean): MeasuredFact[] =>
      Array.from({ length: 8 }, (_, h) => {
        const fromUs = at(n) + h * HOUR;
        if (!asleep || h === 0) return [energy(n, 'idle', 2, 'freeze-dryer.1', asleep ? 0.5 : 1, fromUs)];
        return [energy(n, 'standby', 1, 'freeze-dryer.1', 1, fromUs)];
      }).flat();
    const good = Array.from({ length: 10 }, (_, n) => rest(n, true)).flat();
    expect(judge(good)).toEqual([]);
    const bad = Array.from({ length: 10 }, (_, n) => rest(10 + n, false)).flat();
    const findings = judge([...good, ...bad]);
    expect(findings.map(({ kind, source, measured }) => [kind, source, measured])).toEqual([['standby', 'freeze-dryer.1', 0]]);
    expect(findings[0]!.sentence.en).toContain('is in standby for 0 % of the time in which it should be since 12 Mar');
  });
});

describe('stops', () => {
  const days = (stopsPerDay: number, count: number, from: number): MeasuredFact[] =>
    Array.from({ length: count }, (_, i) => {
      const n = from + i;
      const stops = Array.from({ length: Math.round(stopsPerDay + Math.sin(3 * n)) }, (_, k): MeasuredFact => {
        const fromUs = at(n) + k * 10 * MIN;
        return { kind: 'stop', source: 'filling.filler', reason: 65, fromUs, toUs: fromUs + 2 * MIN, runS: 480 };
      });
      const span = { fromUs: at(n), toUs: at(n) + 600 * MIN };
      return [...stops, { kind: 'ran', source: 'filling.filler', lot: `L${n}`, ...span, runS: 36000, items: 60000, rejected: 600, setPerMin: 100 } as const];
    }).flat();

  it('are judged by how often they come in the time that the machine runs', () => {
    const [finding, ...others] = judge([...days(10, 20, 0), ...days(20, 10, 20)]);
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ kind: 'stops', source: 'filling.filler', of: 'jam', unit: '/h', expected: 1 });
    expect(finding!.ratio.value).toBeCloseTo(2, 0);
    expect(Math.abs(finding!.sinceUs - at(20))).toBeLessThanOrEqual(DAY);
    expect(finding!.sentence.fr).toContain('«\u00a0Bourrage\u00a0» arrive');
  });
});
