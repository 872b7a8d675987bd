import { EnergyProfile } from '../../../src/contract/energy-profile.js';
import { readTree } from '../../../src/model/metering/balance.js';
import { meterTree } from '../../../src/model/metering/meter-tree.js';
import { profileOf } from '../../../src/model/metering/profile.js';
import { CellDefinition } from '../../../src/contract/cell.js';
import type { MeteredLoad } from '../../../src/model/metering/load.js';
import type { ProfileTimes } from '../../../src/model/supply/profile.js';
import { supplyOf } from '../../../src/model/supply/state.js';
import { exampleDocument } from '../../simulator/cell/plant.js';
import { flat, turpe, us } from '../supply/contracts.js';
import { counted, readEveryMinute, timesOf } from './readings.js';

const DEFINITION = CellDefinition.parse(exampleDocument());
const CU = 'turpe7-hta-cu-fixed-peak';

/** The site with loads of sources under a contract. */
function profile(times: ProfileTimes, loads: Record<string, MeteredLoad>, contract = turpe(CU, [400, 400, 420, 450, 500])) {
  const carriers = [{ id: 'electricity', contract, carbon: { source: 'test', validFrom: '2020-01-01', factor: 0.05 } }];
  const supply = supplyOf({ timezone: 'Europe/Paris', carriers });
  const tops = readTree(meterTree({ ...DEFINITION, meters: [] }, 'electricity'), (source) => loads[source] ?? null);
  return EnergyProfile.parse({ cell: 'test', carrier: 'electricity', stepS: 600, ...profileOf(tops, times, supply, supply.carriers[0]) });
}

const flatLoad = (times: ProfileTimes, kw: number) =>
  counted(
    readEveryMinute(times, () => kw),
    times,
  );

describe('the load of a site', () => {
  /**
   * By hand: 400 kW all of January 2026 under TURPE 7 HTA, fixed peak, short use. P 27 days x 4 h = 108 h, HPH 31 x 16 - 108 = 388 h, HCH
   * 31 x 8 = 248 h: 43 200, 155 200 and 99 200 kWh.
   * energy   43 200 x 0.130 + 155 200 x 0.120 + 99 200 x 0.100 = 34 160.00
   * network  812.11 / 12 + 6 989.70 / 12 + 43 200 x 0.0574 + 155 200 x 0.0423 + 99 200 x 0.0199 = 67.675833 + 582.475 + 11 018.72
   * taxes    297 600 x 0.02579 + 15 % of 650.150833 = 7 675.104 + 97.522625
   * total    53 601.497458
   */
  it('that is flat has the bill that is worked by hand, to the cent', () => {
    const times = timesOf(us('2025-12-31T23:00:00Z'), us('2026-01-31T23:00:00Z'));
    const found = profile(times, { press: flatLoad(times, 300), 'zones.solids': flatLoad(times, 100) });
    expect(found.bill!.totalEur).toBeCloseTo(53601.5, 2);
    expect(found.periods.map(({ label, kwh, hours }) => [label, Math.round(kwh), hours])).toEqual([
      ['P', 43_200, 108],
      ['HPH', 155_200, 388],
      ['HCH', 99_200, 248],
      ['HPB', 0, 0],
      ['HCB', 0, 0],
    ]);
    expect([found.notes, found.unknownShare]).toEqual([[], 0]);
    expect([found.meanKw, found.loadFactor].map((value) => Math.round(value! * 1e6) / 1e6)).toEqual([400, 1]);
    expect(found.carbon!.locationKg).toBeCloseTo(297_600 * 0.05, 6);
    expect(found.carbon!.hourLocationKg.reduce((sum, kg) => sum + kg, 0)).toBeCloseTo(297_600 * 0.05, 6);
    expect(found.carbon!.hourUs).toHaveLength(31 * 24);
  });

  it('of the days on which clocks change has 23 and 25 hours', () => {
    for (const [from, to, hours] of [
      ['2026-03-28T23:00:00Z', '2026-03-29T22:00:00Z', { HPH: 16, HCH: 7 }],
      ['2026-10-24T22:00:00Z', '2026-10-25T23:00:00Z', { HPB: 16, HCB: 9 }],
    ] as const) {
      const times = timesOf(us(from), us(to));
      const { periods, kw } = profile(times, { press: flatLoad(times, 60) });
      expect(Object.fromEntries(periods.filter((one) => one.hours > 0).map((one) => [one.label, one.hours]))).toEqual(hours);
      expect(kw).toHaveLength(6 * Object.values(hours).reduce((sum, h) => sum + h, 0));
      for (const one of periods) expect(one.kwh).toBeCloseTo(60 * one.hours, 6);
    }
  });

  it('tells its highest peaks, an hour apart, with what made them and by how much they overrun', () => {
    const times = timesOf(us('2026-01-05T06:00:00Z'), us('2026-01-05T12:00:00Z')); // a Monday, 07:00 to 13:00 in Paris
    const within = (atUs: number, from: string, minutes: number) => atUs >= us(from) && atUs < us(from) + minutes * 60e6;
    const press = counted(
      readEveryMinute(times, (atUs) => (within(atUs, '2026-01-05T07:00:00Z', 30) ? 340 : within(atUs, '2026-01-05T10:00:00Z', 10) ? 240 : 90)),
      times,
    );
    const { periods, bill } = profile(times, { press, 'zones.solids': flatLoad(times, 100) });
    const [peak, winter] = periods;
    expect(peak!.peaks.map(({ atUs, kw, overKw }) => [atUs, Math.round(kw), Math.round(overKw!)])).toEqual([
      [us('2026-01-05T07:00:00Z'), 440, 40],
      [us('2026-01-05T08:00:00Z'), 190, 0],
    ]);
    expect(peak!.peaks[0]!.makers.map(({ source, kw, share }) => [source, Math.round(kw), Math.round(share * 100)])).toEqual([
      ['press', 340, 77],
      ['zones.solids', 100, 23],
    ]);
    expect([peak!.stepsOver, peak!.subscribedKw]).toEqual([3, 400]);
    expect(winter!.peaks[0]).toMatchObject({ atUs: us('2026-01-05T10:00:00Z'), overKw: 0 });
    expect(bill!.parts.overrun).toBeCloseTo(0.04 * 14.41 * Math.sqrt(3 * 1600), 3);
  });

  it('does not take a mean for known where a part of it was silent', () => {
    const times = timesOf(us('2026-01-05T06:00:00Z'), us('2026-01-05T10:00:00Z'));
    const readings = readEveryMinute(times, () => 60).filter(({ atUs }) => atUs <= us('2026-01-05T07:00:00Z') || atUs >= us('2026-01-05T08:00:00Z'));
    const found = profile(times, { press: counted(readings, times), 'zones.solids': flatLoad(times, 100) });
    expect(found.kw.map((kw) => (kw === null ? null : Math.round(kw)))).toEqual([...Array(6).fill(160), ...Array(6).fill(null), ...Array(12).fill(160)]);
    expect([found.kwh, found.pausedKwh, found.unknownShare].map((value) => Math.round(value! * 1e6) / 1e6)).toEqual([640, 60, 0.25]);
    expect([found.meanKw, found.loadFactor]).toEqual([null, null]);
    expect(found.notes.map(({ code }) => code)).toEqual(['paused', 'unknown-time']);
    for (const { peaks } of found.periods)
      for (const { atUs } of peaks) expect(atUs < us('2026-01-05T07:00:00Z') || atUs >= us('2026-01-05T08:00:00Z')).toBe(true);
  });

  it('has no bill outside the contract, and says why', () => {
    const times = timesOf(us('2026-01-05T06:00:00Z'), us('2026-01-05T07:00:00Z'));
    const found = profile(times, { press: flatLoad(times, 60) }, flat({ validFrom: '2026-01-06' }));
    expect([found.bill, found.notes.map(({ code }) => code), found.periods[0]!.label]).toEqual([null, ['contract-not-valid'], 'all']);
  });

  it('of which nothing was heard is nothing, not zero', () => {
    const times = timesOf(us('2026-01-05T06:00:00Z'), us('2026-01-05T07:00:00Z'));
    expect(profile(times, {})).toMatchObject({ kwh: null, unknownShare: 1, bill: null, carbon: null, kw: [null, null, null, null, null, null] });
  });
});
