import { LineView } from '../../src/contract/stream.js';
import type { Observation } from '../../src/contract/telemetry.js';
import { observe } from '../../src/model/assimilate.js';
import { beginning } from '../../src/model/deviation.js';
import { expected } from '../../src/model/expected.js';
import { type Mirror, newMirror, restoreMirror, saveMirror } from '../../src/model/mirror.js';
import { view, type Viewing } from '../../src/model/view.js';
import { MONDAY_06_UTC, reading, smallLine } from './mirror-lines.js';

const line = smallLine();
const at = (atS: number) => MONDAY_06_UTC + atS * 1e6;
const viewing = (atS: number, more: Partial<Viewing> = {}): Viewing => ({
  atUs: at(atS),
  wallUs: at(atS),
  speed: 1,
  catchingUp: false,
  modelVersion: 'v',
  forecast: null,
  start: null,
  ...more,
});
const see = (mirror: Mirror, atS: number, more: Partial<Viewing> = {}) => LineView.parse(view(line, mirror, viewing(atS, more)));
const say = (mirror: Mirror, atS: number, unit: string, signal: Observation['signal'], value: Observation['value']) =>
  observe(line, mirror, reading('small', atS, unit, signal, value));

/** Every station running as it should from `fromS` to `toS`, told every 5 s; what is given for a unit takes the place of that. */
function running(mirror: Mirror, fromS: number, toS: number, other: Record<string, { speed?: number; power?: number }> = {}) {
  const facts = [];
  for (let s = fromS; s <= toS; s += 5) {
    for (const [unit, perMin, counter] of [
      ['filler', 600, 'goodCount'],
      ['packer', 60, 'goodCount'],
      ['wrapper', 60, 'goodCount'],
    ] as const) {
      const speed = other[unit]?.speed ?? perMin;
      facts.push(...say(mirror, s, unit, 'state', 'Execute'));
      facts.push(...say(mirror, s, unit, 'speed', speed));
      facts.push(...say(mirror, s, unit, 'power', other[unit]?.power ?? 4));
      facts.push(...say(mirror, s, unit, counter, Math.floor((s * speed) / 60)));
    }
  }
  return facts;
}

describe('a view', () => {
  it('of a line that was never heard says so', () => {
    const seen = see(newMirror(line), 100);
    expect(seen).toMatchObject({ freshness: 'none', lineTimeUs: null, shift: null, deviations: [], batch: null });
    expect(seen.output).toMatchObject({ good: 0, ratePerMin: null, powerKw: null, expectedPowerKw: null, kpis: { oee: null } });
    expect(seen.units['packer']).toMatchObject({ freshness: 'none', state: 'Undefined', family: 'unknown', expectedRatePerMin: null, expectedPowerKw: null });
  });

  it('knows nothing of a machine from the word of its source on that it is gone, and what the others draw', () => {
    const mirror = newMirror(line);
    running(mirror, 0, 60);
    for (const signal of ['state', 'power', 'speed'] as const) observe(line, mirror, { ...reading('small', 61, 'packer', signal, null), quality: 'uncertain' });
    const { units, output } = see(mirror, 62);
    expect(units['packer']).toMatchObject({ freshness: 'stale', state: 'Undefined', family: 'unknown', expectedRatePerMin: null, expectedPowerKw: null });
    expect(units['packer']).toMatchObject({ powerKw: { value: null, quality: 'uncertain' }, ratePerMin: { value: null } });
    expect(units['packer']!.shift.elements).toMatchObject({ APT: 61, unknown: 1 });
    expect(output).toMatchObject({ powerKw: 8, expectedPowerKw: 8 });
  });

  it('takes the times of the line at its slowest station, good units where they leave it, and the rejects of that station and of those after it', () => {
    const mirror = newMirror(line);
    const tell = (atS: number, unit: string, processed: number, defective: number) => {
      say(mirror, atS, unit, 'state', 'Execute');
      say(mirror, atS, unit, 'processedCount', processed);
      say(mirror, atS, unit, 'defectiveCount', defective);
    };
    for (let atS = 0; atS <= 1000; atS += 20) {
      const share = Math.floor(atS / 1000);
      tell(atS, 'filler', 9000 * share, 40 * share); // bottles, 10 to a box: the slowest of equals is the first
      tell(atS, 'packer', 880 * share, 8 * share);
      tell(atS, 'wrapper', 850 * share, 3 * share);
    }
    const { output } = see(mirror, 1000);
    expect(output).toMatchObject({ good: 847, rejected: 15 });
    expect(output.elements).toMatchObject({ PBT: 1000, APT: 1000, PQ: 862, RQ: 15, GQ: 847, PRI: 1 });
    expect(output.kpis).toEqual({ availability: 1, effectiveness: 0.862, qualityRatio: 847 / 862, oee: 0.847 });
  });

  it('goes on from books that an earlier version saved with less in them', () => {
    const mirror = newMirror(line);
    running(mirror, 0, 180);
    const saved = JSON.parse(JSON.stringify(saveMirror(line, mirror)));
    delete saved.books.expectedPower;
    delete saved.books.rate;
    delete saved.books.units[0].watches;
    const restored = restoreMirror(line, saved);
    if (!restored.ok) throw new Error(restored.reason);
    expect(see(restored.mirror, 190)).toEqual({ ...see(mirror, 190), expectedPower: { atUs: [], kw: [] } });
  });

  it('carries the power that was expected at each minute, and none while nothing was known', () => {
    const mirror = newMirror(line);
    running(mirror, 0, 180);
    say(mirror, 185, 'filler', 'state', 'Stopped'); // idle: 1 kW where it drew 4 kW
    running(mirror, 600, 660);
    const { expectedPower } = see(mirror, 660);
    expect(expectedPower).toEqual({ atUs: [60, 120, 180, 660].map(at), kw: [12, 12, 12, 12] });
  });

  it('draws states and times on to now, and leaves the mirror as it is', () => {
    const mirror = newMirror(line);
    running(mirror, 0, 600);
    const before = JSON.stringify(saveMirror(line, mirror));
    const seen = see(mirror, 620);
    expect(JSON.stringify(saveMirror(line, mirror))).toBe(before);
    expect(seen).toMatchObject({ freshness: 'live', lineTimeUs: at(620), shift: { id: 'day', fromUs: at(0), toUs: at(28800) } });
    expect(seen.units['wrapper']!.shift.elements).toMatchObject({ PBT: 620, APT: 620, ADET: 0, unknown: 0, GQ: 600, PRI: 1 });
    expect(seen.units['wrapper']!.shift.kpis.availability).toBe(1);
    expect(seen.output.good).toBe(600);
    expect(seen.output.powerKw).toBe(12);
    expect(seen.output.expectedPowerKw).toBe(12);
    expect(seen.output.ratePerMin).toBeCloseTo(60 * (305 / 325), 0);
    expect(seen.units['packer']).toMatchObject({ expectedRatePerMin: 60, ratePerMin: { value: 60, measuredAtUs: at(600), quality: 'good' } });
    expect(seen.output.energyKwh).toBeCloseTo((12 * 600) / 3600, 9);
    expect(seen.output.expectedEnergyKwh).toBeCloseTo((12 * 620) / 3600, 9);
  });

  it('of a silent line knows nothing of the present', () => {
    const mirror = newMirror(line);
    running(mirror, 0, 600);
    const seen = see(mirror, 3600);
    expect(seen.freshness).toBe('stale');
    expect(seen.units['packer']).toMatchObject({ freshness: 'stale', family: 'unknown', state: 'Execute', expectedRatePerMin: null });
    expect(seen.units['packer']!.shift.elements).toMatchObject({ APT: 630, unknown: 2970, PBT: 630 });
    expect(seen.output).toMatchObject({ powerKw: null, expectedPowerKw: null, good: 600 });
    expect(seen.units['packer']!.shift.expectedGood).toBeCloseTo(630, 6);
  });

  it('outside the shifts has none, and time that is planned', () => {
    const mirror = newMirror(line);
    say(mirror, 28795, 'packer', 'state', 'Stopped');
    const seen = see(mirror, 28815);
    expect(seen.shift).toBeNull();
    expect(seen.units['packer']).toMatchObject({ family: 'planned', shift: { elements: { PDOT: 15, PBT: 0 }, kpis: { availability: null } } });
  });
});

describe('a deviation', () => {
  it('is said of a machine that is slower than its model for five minutes, with what it cost, and taken back when it is over', () => {
    const mirror = newMirror(line);
    running(mirror, 0, 600);
    const facts = running(mirror, 605, 1800, { wrapper: { speed: 54.6 } });
    expect(facts).toHaveLength(1);
    expect(facts[0]).toMatchObject({ kind: 'deviation', unit: 'wrapper', from: null, to: 'slow' });
    const [found] = see(mirror, 1800).deviations;
    expect(found).toMatchObject({ unit: 'wrapper', kind: 'slow' });
    expect(found!.ratio).toBeCloseTo(0.91, 2);
    expect(found!.effectUnits).toBeLessThan(-90);
    expect(found!.effectUnits).toBeGreaterThan(-115);
    expect(found!.sinceUs).toBeGreaterThanOrEqual(at(605));
    expect(found!.sinceUs).toBeLessThan(at(700));
    const state = beginning(line, mirror)!;
    expect(expected(line, state).stations[2]!.ratePerMin).toBeCloseTo(54.6, 0);
    expect(expected(line, mirror.model!).stations[2]!.ratePerMin).toBeCloseTo(60, 6);
    expect(running(mirror, 1805, 2400)).toMatchObject([{ kind: 'deviation', unit: 'wrapper', from: 'slow', to: null }]);
    expect(see(mirror, 2400).deviations).toEqual([]);
  });

  it('is said of power, with the energy', () => {
    const mirror = newMirror(line);
    running(mirror, 0, 600);
    running(mirror, 605, 4205, { packer: { power: 5 } });
    const [found] = see(mirror, 4205).deviations;
    expect(found).toMatchObject({ unit: 'packer', kind: 'power-high', effectUnits: null });
    expect(found!.effectKwh).toBeGreaterThan(0.95);
    expect(found!.effectKwh).toBeLessThanOrEqual(1);
  });
});
