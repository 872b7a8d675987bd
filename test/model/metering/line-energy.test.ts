import fc from '../../property.js';
import { LineEnergy } from '../../../src/contract/line-energy.js';
import { loadOfCounter, risesOf } from '../../../src/model/metering/counted.js';
import { fineTimes } from '../../../src/model/metering/fine-load.js';
import { heldValues, loadOfPower } from '../../../src/model/metering/held.js';
import { lineEnergy, type LineReadings } from '../../../src/model/metering/line-energy.js';
import { emptyLoad, sumOf, type MeteredLoad } from '../../../src/model/metering/load.js';
import { at, counter, unit } from '../analysis/measured-line.js';
import { smallLine } from '../mirror-lines.js';

const TARIFF = {
  id: 'example',
  source: 'made up for this test',
  validFrom: '2026-01-01',
  periods: [
    { id: 'hp', from: '06:00', to: '07:00', price: '200 EUR/MWh' },
    { id: 'hc', from: '07:00', to: '06:00', price: '100 EUR/MWh' },
  ],
};
const CARBON = { source: 'made up for this test', validFrom: '2026-01-01', factor: '50 g/kWh' };
const priced = smallLine({ tariff: TARIFF, carbon: CARBON });
const window = { fromUs: at(0), toUs: at(7200) };
const step = (s: number, value: string) => ({ atUs: at(s), value });

/** 6 kW, 3 kW while it is held from 3000 s to 3600 s; its counter is read every ten seconds, and begins anew at 1800 s. */
function fillerLoad(): MeteredLoad {
  let kwh = 500;
  const readings = Array.from({ length: 722 }, (_, i) => {
    const s = 10 * i - 10;
    if (s === 1800) kwh = 0;
    else if (i > 0) kwh += ((s > 3000 && s <= 3600 ? 3 : 6) * 10) / 3600;
    return { atUs: at(s), value: kwh };
  });
  const steps = readings.slice(1).map(({ atUs, value }) => ({ atUs, lastUs: atUs, last: value, least: value, greatest: value }));
  return loadOfCounter(fineTimes(window), risesOf({ before: readings[0]!, steps }));
}

/** Without a counter: 4 kW, 1 kW while it is starved from 2400 s to 3600 s, and silent from 5400 s on. */
function packerLoad(): MeteredLoad {
  const steps = [
    { fromUs: at(2400), toUs: at(2410), mean: 1, last: 1 },
    { fromUs: at(3600), toUs: at(3610), mean: 4, last: 4 },
  ];
  const held = heldValues({ before: 4, steps, silences: [{ fromUs: at(5400), toUs: at(7200) }] }, window.fromUs, window.toUs);
  return loadOfPower(fineTimes(window), held);
}

const told: LineReadings = {
  units: [
    unit('filler', [[0, 'Execute'], [3000, 'Held'], [3600, 'Execute']], { batch: [step(-900, 'A'), step(1200, 'B'), step(6000, 'C')] }, 7200), // prettier-ignore
    unit('packer', [[0, 'Execute'], [2400, 'Suspended'], [3600, 'Execute'], [5400, 'Undefined']], {
      starved: [{ atUs: at(2400), value: true }, { atUs: at(3600), value: false }],
      batch: [step(-300, 'A'), step(1800, 'B'), step(6000, 'C')],
    }, 7200), // prettier-ignore
    unit('wrapper', [[0, 'Execute']], {
      counts: { good: counter(7200, 1), processed: [], defective: [] },
      batch: [step(-60, 'A'), step(2000, 'B'), step(6100, 'C')],
    }, 7200), // prettier-ignore
  ],
  loads: new Map([
    ['filler', fillerLoad()],
    ['packer', packerLoad()],
  ]),
  mergers: [],
};

describe('the energy of a line, two hours by hand', () => {
  const found = lineEnergy(priced, told, window);
  const rounded = (value: number | null) => (value === null ? null : Math.round(value * 1e6) / 1e6);
  const kwhOf = (accounts: readonly { account: string; kwh: number }[]) => accounts.map(({ account, kwh }) => [account, rounded(kwh)]);

  it('is by machine what the counter rose by, without what it lost as it began anew, or the power over the time in which it was heard', () => {
    expect(found.machines.map(({ unit: id, by, kwh, resets }) => [id, by, rounded(kwh), resets])).toEqual([
      ['filler', 'counter', 11.483333, 1],
      ['packer', 'power', 5, 0],
      ['wrapper', null, null, 0],
    ]);
    expect(found.missing).toEqual(['wrapper']);
    expect(rounded(found.figures.kwh)).toBe(16.483333);
  });

  it('goes to what each machine did', () => {
    expect(kwhOf(found.machines[0]!.accounts)).toEqual([['execute', 10.983333], ['down', 0.5]]); // prettier-ignore
    expect(kwhOf(found.machines[1]!.accounts)).toEqual([['execute', 4.666667], ['starved', 0.333333], ['unknown', 0]]); // prettier-ignore
    expect(kwhOf(found.accounts)).toEqual([['execute', 15.65], ['down', 0.5], ['starved', 0.333333], ['unknown', 0]]); // prettier-ignore
    expect(rounded(found.figures.notProducingShare)).toBe(rounded((0.5 + 1 / 3) / 16.483333333));
  });

  it('says how much of the time of all machines it knows, and never counts the rest as nothing', () => {
    expect(found.machines.map(({ unknownShare }) => rounded(unknownShare))).toEqual([rounded(10 / 7200), 0.25, 1]);
    expect(found.figures.knownShare).toBeCloseTo(1 - (10 / 7200 + 0.25 + 1) / 3, 9);
    expect(found.load.kw.slice(8)).toEqual([expect.closeTo(10, 9), null, null, null]);
  });

  it('is waste where a machine waited, and not where it was down', () => {
    expect(found.waste.sources).toEqual([
      { source: 'packer', seconds: 1200, kwh: expect.closeTo(1 / 3, 9), costEur: expect.closeTo(0.2 / 3, 9), co2eKg: expect.closeTo(0.05 / 3, 9), meanKw: expect.closeTo(1, 9), share: expect.closeTo(1 / 15, 9) }, // prettier-ignore
    ]);
    expect(rounded(found.waste.share)).toBe(rounded(1 / 3 / 16.483333333));
  });

  it('costs and emits what its hours did, by the tariff and the factor of the plant file', () => {
    expect(rounded(found.figures.costEur)).toBe(rounded(0.2 * 8.483333333 + 0.1 * 8));
    expect(found.profile.bill!.totalEur).toBeCloseTo(found.figures.costEur!, 9);
    expect(rounded(found.figures.co2eKg)).toBe(rounded(0.05 * 16.483333333));
  });

  it('has its peak in a mean of ten minutes that is known in full, with the machines that made it', () => {
    expect(found.figures.peakKw).toBeCloseTo(10, 9);
    const [peak] = found.profile.periods[0]!.peaks;
    expect(peak!.makers.map(({ source, kw }) => [source, rounded(kw)])).toEqual([['filler', 6], ['packer', 4]]); // prettier-ignore
  });

  it('is of each batch what the machines used while they were at it, by 1,000 good units where it is whole', () => {
    expect(found.batches.map(({ batch, whole, kwh, goodUnits, perThousandGoodKwh }) => [batch, whole, rounded(kwh), goodUnits, rounded(perThousandGoodKwh)])).toEqual([
      ['A', false, rounded(6 / 3 + 4 / 2), 2000, null],
      ['B', true, 10.483333, 4100, rounded(10.483333333 / 4.1)],
      ['C', false, 2, 1100, null],
    ]); // prettier-ignore
    expect(found.figures.perThousandGoodKwh).toBeCloseTo(16.483333333 / 7.2, 6);
  });

  it('has the shape of its contract', () => {
    expect(() => LineEnergy.parse({ line: 'small', before: found.figures, ...found })).not.toThrow();
  });

  it('has no cost and no emissions without a tariff and a factor, and says why', () => {
    const { figures, profile } = lineEnergy(smallLine(), told, window);
    expect([figures.costEur, figures.co2eKg, profile.bill, profile.carbon]).toEqual([null, null, null, null]);
    expect(profile.notes.map(({ code }) => code)).toContain('no-contract');
  });

  it('is not known where nothing was heard', () => {
    const { figures, missing, waste } = lineEnergy(priced, { ...told, loads: new Map() }, window);
    expect(figures).toMatchObject({ kwh: null, costEur: null, peakKw: null, perThousandGoodKwh: null, notProducingShare: null, knownShare: 0 });
    expect([missing, waste.sources]).toEqual([['filler', 'packer', 'wrapper'], []]);
  });
});

describe('the energy of any line', () => {
  const STATES = ['Execute', 'Held', 'Suspended', 'Idle', 'Undefined', 'Completing'] as const;
  const turns = fc.uniqueArray(fc.integer({ min: 1, max: 7199 }), { maxLength: 12 });
  const machine = fc.record({ turns, states: fc.array(fc.constantFrom(...STATES), { minLength: 13, maxLength: 13 }), batches: turns });
  const kwh = fc.option(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 30, maxLength: 30 }), { nil: null });
  const asked = fc.record({ fromS: fc.integer({ min: 0, max: 1200 }), lengthS: fc.integer({ min: 60, max: 5000 }) });

  it('is the same summed over states, machines, hours and the load, and so is its cost', () => {
    const ids = ['filler', 'packer', 'wrapper'];
    fc.assert(
      fc.property(fc.tuple(machine, machine, machine), fc.tuple(kwh, kwh, kwh), asked, (machines, drawn, { fromS, lengthS }) => {
        const own = { fromUs: at(fromS), toUs: at(fromS + lengthS) };
        const times = fineTimes(own);
        const loads = new Map(
          drawn.flatMap((values, i): [string, MeteredLoad][] => {
            if (values === null) return [];
            const load = emptyLoad('counter', times);
            return [[ids[i]!, { ...load, kwh: load.kwh.map((_, k) => values[k % 30]!), knownUs: load.knownUs.fill(times.stepS * 1e6) }]];
          }),
        );
        const units = machines.map((told_, i) => {
          const begins = [0, ...told_.turns.sort((a, b) => a - b)];
          return unit(ids[i]!, begins.map((s, k) => [s, told_.states[k]!]), { batch: told_.batches.sort((a, b) => a - b).map((s, k) => step(s, `b${k}`)) }, 7200); // prettier-ignore
        });
        const found = lineEnergy(priced, { units, loads, mergers: [] }, own);
        const sum = (values: readonly (number | null)[]) => values.reduce<number>((total, value) => total + (value ?? 0), 0);
        const whole = sum([...loads.values()].map((load) => sumOf(load.kwh)));
        for (const parts of [found.machines, found.accounts, found.machines.flatMap(({ accounts }) => accounts), [found.profile]])
          expect(sum(parts.map((part) => part.kwh))).toBeCloseTo(whole, 6);
        if (loads.size === 0) return;
        expect(sum(found.load.hours.map((hour) => hour.kwh))).toBeCloseTo(whole, 6);
        expect(sum(found.load.hours.map(({ costEur }) => costEur))).toBeCloseTo(found.figures.costEur!, 6);
        expect(sum(found.accounts.map(({ costEur }) => costEur))).toBeCloseTo(found.profile.bill!.totalEur, 6);
        expect(sum(found.batches.map((batch) => batch.kwh))).toBeLessThanOrEqual(whole + 1e-6);
      }),
    );
  });
});
