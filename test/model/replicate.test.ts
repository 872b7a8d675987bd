import { VariantResult } from '../../src/contract/scenario.js';
import { moments } from '../../src/engine/statistics.js';
import { answer, estimate, type Simulated } from '../../src/model/compare.js';
import type { CompiledLine } from '../../src/model/compile.js';
import { replicate } from '../../src/model/replicate.js';
import { applyChanges } from '../../src/model/scenario.js';
import { start } from '../../src/model/state.js';
import type { Change } from '../../src/contract/scenario.js';
import { compiled, HOUR_US, lineOf, MONDAY_US, solidDoseLine, station, stop } from './lines.js';

const empty = (line: CompiledLine, atUs = MONDAY_US) => start(line, { seed: 0, replication: 0, atUs });
const futures = (line: CompiledLine, n: number, horizonS: number, seed = 1) =>
  Array.from({ length: n }, (_, replication) => replicate(line, empty(line), { seed, replication, horizonS }));
const good = (line: CompiledLine, n: number, horizonS: number, seed = 1) => futures(line, n, horizonS, seed).map((r) => r.kpis.goodUnits!);

const simulated = (id: string, replications: Simulated['replications'], line = compiled(solidDoseLine())): Simulated => ({ id, line, replications });

function changed(changes: Change[]): CompiledLine {
  const result = applyChanges(solidDoseLine(), changes);
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  return compiled(result.definition);
}

describe('a replication', () => {
  const definition = {
    shifts: [{ id: 'early', name: { en: 'e', fr: 'e' }, days: ['mon' as const], from: '06:00', to: '14:00' }],
    tariff: {
      id: 't',
      source: 'test',
      validFrom: '2025-01-01',
      periods: [
        { id: 'low', from: '22:00', to: '08:00', price: '100 EUR/MWh' },
        { id: 'high', from: '08:00', to: '22:00', price: '25 ct/kWh' },
      ],
    },
    carbon: { source: 'test', validFrom: '2025-01-01', factor: '50 g/kWh' },
  };

  it('accounts energy, cost, carbon and peak as worked by hand', () => {
    // From 06:00 for 12 h: 8 h in the shift, of which 2 h at the low price; 10 kW while it produces, 0.5 kW off afterwards.
    const line = lineOf([station('a', { rate: '600 /h', power: { off: '500 W', standby: '1 kW', idle: '2 kW', execute: '10 kW' } })], definition);
    const { kpis, units } = replicate(line, empty(line), { seed: 1, replication: 0, horizonS: 12 * 3600 });
    const exact = { goodUnits: 4800, oee: 1, energyKwh: 82, energyKwhPer1000: 82 / 4.8, costEur: 20 * 0.1 + 62 * 0.25, co2eKg: 82 * 0.05, peakKw: 10 };
    for (const [kpi, value] of Object.entries(exact)) expect([kpi, kpis[kpi as keyof typeof exact]]).toEqual([kpi, expect.closeTo(value, 9)]);
    expect(units).toEqual([
      { unit: 'a', producing: expect.closeTo(8 / 12, 12), starved: 0, blocked: 0, down: 0, standby: 0, planned: expect.closeTo(4 / 12, 12) },
    ]);
  });

  it('takes the peak over whole 10 minutes on the clock, or the mean of a shorter horizon', () => {
    // 15 min at 10 kW, then 15 min stopped at 2 kW, beginning 5 min after the hour: 10 min means of 10, 10 | 6 | 2 …
    const line = lineOf([station('a', { stops: [stop('pause', '15 min', '15 min')] })]);
    const at = (minutes: number, horizonMinutes: number) =>
      replicate(line, empty(line, MONDAY_US + minutes * 60e6), { seed: 1, replication: 0, horizonS: horizonMinutes * 60 }).kpis.peakKw;
    expect(at(5, 30)).toBeCloseTo(10, 9);
    expect(at(9, 21)).toBeCloseTo((10 * 10 + 0) / 10, 9);
    expect(at(2, 8)).toBeCloseTo(10, 9);
    const late = lineOf([station('a', { stops: [stop('pause', '7 min', '1 h')] })]);
    expect(replicate(late, empty(late), { seed: 1, replication: 0, horizonS: 1800 }).kpis.peakKw).toBeCloseTo((7 * 10 + 3 * 2) / 10, 9);
  });

  it('knows no cost without a tariff in force, no ratio without output or shift, and never NaN', () => {
    const bare = lineOf([station('a')]);
    expect(replicate(bare, empty(bare), { seed: 1, replication: 0, horizonS: 60 }).kpis).toMatchObject({ costEur: null, co2eKg: null, goodUnits: 60 });
    const early = lineOf([station('a')], {
      ...definition,
      tariff: { ...definition.tariff, validFrom: '2026-01-06' },
      carbon: { ...definition.carbon, validFrom: '2026-01-05' },
    });
    expect(replicate(early, empty(early), { seed: 1, replication: 0, horizonS: 60 }).kpis).toMatchObject({
      costEur: null,
      co2eKg: expect.closeTo((10 / 60) * 0.05, 12),
    });
    const night = replicate(early, empty(early, MONDAY_US + 12 * HOUR_US), { seed: 1, replication: 0, horizonS: 3600 });
    expect(night.kpis).toEqual({ goodUnits: 0, oee: null, energyKwh: 0, energyKwhPer1000: null, costEur: null, co2eKg: 0, peakKw: 0 });
    expect(night.units[0]).toMatchObject({ planned: 1 });
  });

  it('shares add to one and the energy is that of the states', () => {
    const line = compiled(solidDoseLine());
    const { kpis, units } = replicate(line, empty(line), { seed: 4, replication: 2, horizonS: 24 * 3600 });
    let kwh = 0;
    units.forEach(({ producing, starved, blocked, down, standby, planned }, i) => {
      expect(producing + starved + blocked + down + standby + planned).toBeCloseTo(1, 12);
      const { power } = line.stations[i]!;
      kwh += 24 * (producing * power.execute + (starved + blocked) * power.idle + down * power.held);
    });
    expect(kpis.energyKwh).toBeCloseTo(kwh, 6);
  });

  it('of a live line takes the account of the horizon alone', () => {
    const line = compiled(solidDoseLine());
    const state = empty(line);
    const first = replicate(line, state, { seed: 1, replication: 1, horizonS: 3600 });
    expect(first).toEqual(replicate(line, state, { seed: 1, replication: 1, horizonS: 3600 }));
  });
});

describe('what a change does', () => {
  const shift = 8 * 3600;

  it('common random numbers cut the variance of a change of one rate more than fivefold', () => {
    const base = compiled(solidDoseLine());
    const a = good(base, 60, shift);
    for (const unit of ['press', 'blister', 'cartoner']) {
      const faster = changed([{ kind: 'rate', unit, factor: 1.03 }]);

      const paired = good(faster, 60, shift).map((value, i) => value - a[i]!);
      const independent = good(faster, 60, shift, 99).map((value, i) => value - a[i]!);
      expect(moments(independent).variance / moments(paired).variance).toBeGreaterThan(5);
    }
  });

  it('a change of one stop law leaves the luck of all the others', () => {
    const base = compiled(solidDoseLine());
    const other = changed([{ kind: 'stops', unit: 'press', stop: 'failure', everyFactor: 2 }]);
    const [a, b] = [base, other].map((line) => Array.from(start(line, { seed: 1, replication: 0, atUs: MONDAY_US }).due));
    expect(b!.map((due, i) => due / a![i]!)).toEqual([1, expect.closeTo(2, 12), ...new Array<number>(11).fill(1)]);
  });

  it('standby costs output only where waking takes time, and saves energy', () => {
    const standby = (wakeUp: string) =>
      changed([
        { kind: 'standby', unit: 'checkweigher', after: 60, wakeUp: Number(wakeUp) },
        { kind: 'standby', unit: 'cartoner', after: 60, wakeUp: Number(wakeUp) },
      ]);
    const base = futures(compiled(solidDoseLine()), 20, 2 * shift);
    const prompt = futures(standby('0'), 20, 2 * shift);
    const slow = futures(standby('180'), 20, 2 * shift);
    prompt.forEach((r, i) => {
      expect(r.kpis.goodUnits).toBeCloseTo(base[i]!.kpis.goodUnits!, 6);
      expect(r.kpis.energyKwh!).toBeLessThan(base[i]!.kpis.energyKwh!);
    });
    const { goodUnits } = answer(simulated('baseline', base), [simulated('slow', slow)])[1]!.difference!;
    expect(goodUnits!.verdict).toBe('worse');
  });

  it('a larger buffer, a shorter stop and a rarer stop give more', () => {
    const base = futures(compiled(solidDoseLine()), 60, 2 * shift);
    const variants = Object.entries({
      buffer: [{ kind: 'buffer', after: 'blister', capacity: 3000 }],
      shorter: [{ kind: 'stops', unit: 'press', stop: 'failure', lastsFactor: 0.5 }],
      rarer: [{ kind: 'stops', unit: 'press', stop: 'failure', everyFactor: 3 }],
    } satisfies Record<string, Change[]>).map(([id, changes]) => simulated(id, futures(changed(changes), 60, 2 * shift), changed(changes)));
    const results = answer(simulated('baseline', base), variants);
    expect(results.map((r) => r.difference?.goodUnits?.verdict)).toEqual([undefined, 'better', 'better', 'better']);
    for (const result of results) expect(VariantResult.safeParse(result).error).toBeUndefined();
  });
});

describe('comparing', () => {
  it('estimates mean, t-interval and quantiles', () => {
    expect(estimate([1, 2, 3, 4, 5])).toEqual({
      n: 5,
      mean: 3,
      low: expect.closeTo(1.036757, 6),
      high: expect.closeTo(4.963243, 6),
      sd: Math.sqrt(2.5),
      p10: 1.4,
      p50: 3,
      p90: 4.6,
      values: [1, 2, 3, 4, 5],
    });
    expect(estimate([7])).toEqual({ n: 1, mean: 7, low: 7, high: 7, sd: 0, p10: 7, p50: 7, p90: 7, values: [7] });
  });

  it('shows the bottleneck and the losses before and after', () => {
    const rates = (second: string) =>
      lineOf(['3 /s', second, '2 /s'].map((rate, i) => station(`s${i}`, { rate, rejects: i === 2 ? 0.1 : 0, ...(i < 2 ? { buffer: { capacity: 10 } } : {}) })));
    const [before, after] = [rates('1 /s'), rates('4 /s')];
    const [baseline, variant] = answer(simulated('baseline', futures(before, 3, 3600), before), [simulated('faster', futures(after, 3, 3600), after)]);
    for (const result of [baseline, variant]) expect(VariantResult.safeParse(result).error).toBeUndefined();
    expect([baseline!.bottleneck!, variant!.bottleneck!].map(({ unit, turningPoint }) => [unit, turningPoint.verdict, turningPoint.points])).toEqual([
      ['s1', 'one', [{ unit: 's1', certain: true }]],
      ['s2', 'one', [{ unit: 's2', certain: true }]],
    ]);
    expect(variant!.bottleneck!.activePeriod.map(({ unit, momentary, frequency, severity }) => [unit, momentary.mean, frequency, severity])).toEqual([
      ['s0', 0, 0, null],
      ['s1', 0, 0, null],
      ['s2', 1, 1, 1],
    ]);
    const { measuredAt, theoreticalUnits, losses, goodUnits } = variant!.waterfall!;
    expect([measuredAt, theoreticalUnits]).toEqual([['s2'], expect.closeTo(7200, 6)]);
    expect(losses).toEqual([
      { loss: 'run-rejects', unit: 's2', lostUnits: { mean: expect.closeTo(720, 6), low: expect.closeTo(720, 6), high: expect.closeTo(720, 6) } },
    ]);
    expect(goodUnits.mean).toBeCloseTo(6480, 6);
    expect(goodUnits.mean).toBe(variant!.kpis.goodUnits!.mean);
  });

  it('finds no bottleneck where machines differ by nothing', () => {
    const even = lineOf(
      ['a', 'b'].map((id) =>
        station(id, {
          ...(id === 'a' ? { buffer: { capacity: 20 } } : {}),
          stops: [stop('jam', { dist: 'exponential', mean: '60 s' }, { dist: 'exponential', mean: '30 s' })],
        }),
      ),
    );
    const [{ bottleneck }] = answer(simulated('baseline', futures(even, 12, 4 * 3600), even), []) as [VariantResult];
    expect(bottleneck!.unit).toBeNull();
    expect(bottleneck!.turningPoint.points.filter(({ certain }) => certain)).toEqual([]);
  });

  it('the losses of replications add up in the mean', () => {
    const line = compiled(solidDoseLine());
    const [{ waterfall, kpis }] = answer(simulated('baseline', futures(line, 8, 86400)), []) as [VariantResult];
    const lost = waterfall!.losses.reduce((sum, { lostUnits }) => sum + lostUnits.mean, 0);
    expect(Math.abs(waterfall!.theoreticalUnits - kpis.goodUnits!.mean - lost)).toBeLessThanOrEqual(1e-9 * waterfall!.theoreticalUnits);
  });

  it('what one replication does not know, the answer does not know', () => {
    const line = lineOf([station('a')]);
    const one = replicate(line, empty(line), { seed: 1, replication: 0, horizonS: 60 });
    const [baseline, variant] = answer(simulated('baseline', [one, one], line), [simulated('x', [one, { ...one, kpis: { ...one.kpis, oee: null } }], line)]);
    expect([baseline!.kpis.costEur, baseline!.difference, variant!.kpis.oee, variant!.difference!.oee]).toEqual([null, null, null, null]);
  });
});
