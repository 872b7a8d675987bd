import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import fc from '../../property.js';
import { BILL_PARTS, Bill } from '../../../src/contract/bill.js';
import { contractIssues } from '../../../src/model/supply/issues.js';
import { billOf } from '../../../src/model/supply/bill.js';
import type { LoadProfile } from '../../../src/model/supply/profile.js';
import { SupplyContract } from '../../../src/contract/supply.js';
import { flat, load, PARIS, turpe, us } from './contracts.js';

const CU = 'turpe7-hta-cu-fixed-peak';
function bill(contract: SupplyContract, profile: LoadProfile, timezone = PARIS) {
  const found = billOf(contract, profile, timezone);
  if (!found.ok) throw new Error(JSON.stringify(found.missing));
  return Bill.parse(found.bill);
}

describe('a bill', () => {
  /**
   * By hand. 400 kW day and night in January and February 2026, but 440 kW in one hour of peak, 08:00 to 09:00 on Monday 5 January, and
   * 450 kW from 10:00 to 10:30 on Tuesday 3 February. Subscribed: 400 kW in P and HPH, 420 in HCH, 450 in HPB, 500 in HCB.
   *
   * Days: January has 31 days, 27 of them not a Sunday (4, 11, 18 and 25 are); February 28, 24 not a Sunday.
   * Hours      January                     February
   *   P        27 d x 4 h = 108            24 x 4 = 96
   *   HPH      31 x 16 - 108 = 388         28 x 16 - 96 = 352
   *   HCH      31 x 8 = 248                28 x 8 = 224
   * kWh
   *   P        108 x 400 + 40 = 43 240     38 400
   *   HPH      155 200                     140 800 + 25 = 140 825
   *   HCH      99 200                      89 600
   *   all      297 640                     268 825
   * Energy     43 240 x 0.130 + 155 200 x 0.120 + 99 200 x 0.100 = 5 621.20 + 18 624.00 + 9 920.00 = 34 165.20
   *            38 400 x 0.130 + 140 825 x 0.120 + 89 600 x 0.100 = 4 992.00 + 16 899.00 + 8 960.00 = 30 851.00
   * Network
   *   fixed    (435.72 + 376.39) / 12 = 812.11 / 12 = 67.675833 each month
   *   capacity (14.41 x 400 + 14.41 x 0 + 14.41 x 20 + 12.55 x 30 + 11.22 x 50) / 12
   *            = (5 764.00 + 288.20 + 376.50 + 561.00) / 12 = 6 989.70 / 12 = 582.475 each month
   *   energy   43 240 x 0.0574 + 155 200 x 0.0423 + 99 200 x 0.0199 = 2 481.976 + 6 564.96 + 1 974.08 = 11 021.016
   *            38 400 x 0.0574 + 140 825 x 0.0423 + 89 600 x 0.0199 = 2 204.16 + 5 956.8975 + 1 783.04 = 9 944.0975
   *   overrun  P: six means 40 kW above: 0.04 x 14.41 x sqrt(6 x 1600) = 0.5764 x 97.979590 = 56.475436
   *            HPH: three means 50 kW above: 0.04 x 14.41 x sqrt(3 x 2500) = 0.5764 x 86.602540 = 49.917704
   * Taxes
   *   excise   297 640 x 0.02579 = 7 676.1356 and 268 825 x 0.02579 = 6 932.99675
   *   CTA      15 % of (67.675833 + 582.475) = 97.522625 each month
   * January    34 165.20 + 67.675833 + 582.475 + 11 021.016 + 56.475436 + 7 676.1356 + 97.522625 = 53 666.500494
   * February   30 851.00 + 67.675833 + 582.475 + 9 944.0975 + 49.917704 + 6 932.99675 + 97.522625 = 48 525.685412
   */
  const overruns = (atUs: number) => {
    if (atUs >= us('2026-01-05T07:00:00Z') && atUs < us('2026-01-05T08:00:00Z')) return 440;
    return atUs >= us('2026-02-03T09:00:00Z') && atUs < us('2026-02-03T09:30:00Z') ? 450 : 400;
  };
  const twoMonths = load('2025-12-31T23:00:00Z', '2026-02-28T23:00:00Z', overruns);

  it('of two months with overruns is the one worked by hand, to the cent', () => {
    const found = bill(turpe(CU, [400, 400, 420, 450, 500]), twoMonths);
    const [january, february] = found.months;
    expect(january!.totalEur).toBeCloseTo(53666.5, 2);
    expect(february!.totalEur).toBeCloseTo(48525.69, 2);
    expect(found.totalEur).toBeCloseTo(102192.19, 2);
    expect(january!.parts.overrun).toBeCloseTo(56.475436, 5);
    expect(february!.parts.overrun).toBeCloseTo(49.917704, 5);
    expect(found.energyEur).toBeCloseTo(34165.2 + 30851, 2);
    expect(found.networkEur).toBeCloseTo(2 * (67.675833 + 582.475) + 11021.016 + 9944.0975 + 56.475436 + 49.917704, 2);
    expect(found.taxEur).toBeCloseTo(7676.1356 + 6932.99675 + 2 * 97.522625, 2);
    expect(found.notes).toEqual([]);
  });

  it('of the contract in docs/energy-costs.md is the same', () => {
    const [, text] = /```yaml\n([\s\S]*?)```/.exec(readFileSync('docs/energy-costs.md', 'utf8'))!;
    const contract = SupplyContract.parse((parse(text!) as { carriers: { contract: unknown }[] }).carriers[0]!.contract);
    expect(contractIssues(contract, '')).toEqual([]);
    expect(bill(contract, twoMonths).totalEur).toBeCloseTo(102192.19, 2);
  });

  it('tells energy, peak and price of each period', () => {
    const { periods } = bill(turpe(CU, [400, 400, 420, 450, 500]), twoMonths);
    expect(periods.map(({ label, kwh, peakKw }) => [label, Math.round(kwh), peakKw === null ? null : Math.round(peakKw)])).toEqual([
      ['P', 81640, 440],
      ['HPH', 296025, 450],
      ['HCH', 188800, 400],
      ['HPB', 0, null],
      ['HCB', 0, null],
    ]);
  });

  it('of a day counts its 23 or 25 hours, and night hours from 22 to 6 on the clock', () => {
    const contract = turpe(CU, 100);
    const kwhOf = (from: string, to: string) => bill(contract, load(from, to, 1)).periods.map(({ kwh }) => Math.round(kwh * 1e6) / 1e6);
    expect(kwhOf('2026-03-28T23:00:00Z', '2026-03-29T22:00:00Z')).toEqual([0, 16, 7, 0, 0]);
    expect(kwhOf('2026-10-24T22:00:00Z', '2026-10-25T23:00:00Z')).toEqual([0, 0, 0, 16, 9]);
  });

  it('of a whole year has the yearly prices once', () => {
    const { parts, notes } = bill(turpe(CU, 300), load('2025-12-31T23:00:00Z', '2026-12-31T23:00:00Z', 200));
    expect(parts.fixed).toBeCloseTo(812.11, 9);
    expect(parts.capacity).toBeCloseTo(300 * 14.41, 9);
    expect(notes).toEqual([]);
  });

  it('of a part of a month takes yearly prices pro rata, and says so', () => {
    const { parts, notes } = bill(turpe(CU, 300), load('2025-12-31T23:00:00Z', '2026-01-07T23:00:00Z', 200));
    expect(parts.fixed).toBeCloseTo((812.11 / 12) * (7 / 31), 9);
    expect(notes.map(({ code }) => code)).toEqual(['pro-rata', 'part-of-a-month']);
  });

  it('does not take a step that is cut for a peak', () => {
    const whole = load('2026-01-05T07:00:00Z', '2026-01-05T09:00:00Z', (_, i) => (i === 0 || i === 11 ? 900 : 100));
    const cut: LoadProfile = { ...whole, fromUs: whole.fromUs + 60e6, toUs: us('2026-01-05T08:59:00Z') };
    expect(bill(turpe(CU, 100), whole).parts.overrun).toBeGreaterThan(0);
    expect(bill(turpe(CU, 100), cut).parts.overrun).toBe(0);
    expect(bill(turpe(CU, 100), cut).periods[0]!.peakKw).toBeCloseTo(100, 9);
  });

  it('with a demand charge asks for the highest 15-minute mean of each month', () => {
    const contract = flat({ network: { demand: { price: '120 EUR/kW/year', intervalMin: 15, over: 'month' } } });
    // 600 kW for 10 minutes from the hour on, 300 in the next: 15 minutes have 100 + 25 kWh, a mean of 500 kW
    const profile = load('2025-12-31T23:00:00Z', '2026-01-31T23:00:00Z', (_, i) => (i === 60 ? 600 : i === 61 ? 300 : 200));
    const { parts, notes } = bill(contract, profile);
    expect(parts.demand).toBeCloseTo(5000, 6);
    expect(notes.map(({ code }) => code)).toEqual(['interpolated-demand']);
  });

  it('with a demand charge of the year asks for the highest mean of all in every month', () => {
    const contract = flat({ network: { demand: { price: '120 EUR/kW/year', intervalMin: 10, over: 'year' } } });
    const profile = load('2025-12-31T23:00:00Z', '2026-02-28T23:00:00Z', (_, i) => (i === 60 ? 600 : 200));
    expect(bill(contract, profile).months.map(({ parts }) => Math.round(parts.demand))).toEqual([6000, 6000]);
  });

  it('puts VAT on everything', () => {
    const profile = load('2025-12-31T23:00:00Z', '2026-01-31T23:00:00Z', 100);
    const [net, gross] = [flat(), flat({ taxes: { vat: 0.2 } })].map((contract) => bill(contract, profile).totalEur);
    expect(gross).toBeCloseTo(1.2 * net!, 9);
  });

  it('is missing outside the days of the contract, without its series, and without a subscribed power', () => {
    const profile = load('2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z', 1);
    const codes = (contract: SupplyContract) => {
      const found = billOf(contract, profile, PARIS);
      return found.ok ? [] : found.missing.map(({ code }) => code);
    };
    expect(codes(flat({ validFrom: '2026-01-02' }))).toEqual(['contract-not-valid']);
    expect(codes(flat({ validTo: '2025-12-31' }))).toEqual(['contract-not-valid']);
    expect(codes(flat({ energy: { dayAhead: { series: 'spot' } } }))).toEqual(['unknown-series']);
    expect(codes({ ...turpe(CU, 1), network: { ...turpe(CU, 1).network, capacity: [{ period: 'P', price: 1 }] } })).toEqual(['no-subscribed-power']);
  });
});

const powers = fc.array(fc.double({ min: 0, max: 900, noNaN: true }), { minLength: 6 * 24 * 3, maxLength: 6 * 24 * 3 });
const threeDays = (kw: number[]) => load('2026-01-30T23:00:00Z', '2026-02-02T23:00:00Z', (_, i) => kw[i]!);

describe('over random loads', () => {
  it('parts add up to the total, months to the whole, and periods to all but fixed parts and taxes', () => {
    fc.assert(
      fc.property(powers, (kw) => {
        const found = bill(turpe(CU, 400), threeDays(kw));
        expect(BILL_PARTS.reduce((sum, part) => sum + found.parts[part], 0)).toBeCloseTo(found.totalEur, 6);
        expect(found.months.reduce((sum, month) => sum + month.totalEur, 0)).toBeCloseTo(found.totalEur, 6);
        const { supply, networkEnergy, capacity, overrun } = found.parts;
        expect(found.periods.reduce((sum, { eur }) => sum + eur, 0)).toBeCloseTo(supply + networkEnergy + capacity + overrun, 6);
      }),
      { numRuns: 50 },
    );
  });

  it('cut in two within a month, a load costs the same but for overruns, which are never less apart', () => {
    fc.assert(
      fc.property(powers, fc.integer({ min: 150, max: 420 }), (kw, at) => {
        const contract = turpe(CU, 400);
        const whole = bill(contract, threeDays(kw));
        const middle = us('2026-01-30T23:00:00Z') + at * 600e6;
        const all = threeDays(kw);
        const before = bill(contract, { ...all, kwh: all.kwh.slice(0, at) });
        const after = bill(contract, { ...all, fromUs: middle, kwh: all.kwh.slice(at) });
        for (const part of BILL_PARTS) if (part !== 'overrun') expect(before.parts[part] + after.parts[part]).toBeCloseTo(whole.parts[part], 6);
        expect(before.parts.overrun + after.parts.overrun).toBeGreaterThanOrEqual(whole.parts.overrun - 1e-9);
      }),
      { numRuns: 50 },
    );
  });

  it('more energy in any step never costs less', () => {
    fc.assert(
      fc.property(powers, fc.nat(6 * 24 * 3 - 1), fc.double({ min: 0, max: 500, noNaN: true }), (kw, at, more) => {
        const contract = turpe(CU, 400);
        const raised = kw.map((value, i) => (i === at ? value + more : value));
        expect(bill(contract, threeDays(raised)).totalEur).toBeGreaterThanOrEqual(bill(contract, threeDays(kw)).totalEur - 1e-9);
      }),
      { numRuns: 50 },
    );
  });
});
