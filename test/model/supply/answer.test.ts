import { SupplyChange } from '../../../src/contract/supply-change.js';
import { answerSupply } from '../../../src/model/supply/answer.js';
import { applySupply } from '../../../src/model/supply/apply.js';
import type { Loads } from '../../../src/model/supply/behind.js';
import { DEMO_CARBON, DEMO_PRICES, demoSun, GAS_COMBUSTION } from '../../../src/model/supply/published.js';
import { supplyOf, type SupplyState } from '../../../src/model/supply/state.js';
import { flat, load, PARIS, turpe } from './contracts.js';

type Typed = Record<string, unknown>;
const changesOf = (changes: Typed[]) => changes.map((change) => SupplyChange.parse(change));

const series = { [DEMO_PRICES.id]: DEMO_PRICES, [DEMO_CARBON.id]: DEMO_CARBON, 'sun-paris': demoSun() };
const site: SupplyState = supplyOf(
  {
    timezone: PARIS,
    carriers: [
      { id: 'electricity', contract: turpe('turpe7-hta-lu-fixed-peak', 500), carbon: { source: 's', validFrom: '2020-01-01', factor: 0.055 } },
      { id: 'gas', contract: flat({ id: 'gas', energy: { byPeriod: { all: '45 EUR/MWh' } } }), emissions: GAS_COMBUSTION },
    ],
  },
  series,
);
/** A January of 10-minute loads; a peak in the morning of each day. */
const january = (peak: number): Loads => ({
  carriers: {
    electricity: load('2025-12-31T23:00:00Z', '2026-01-31T23:00:00Z', (_, i) => (i % 144 >= 50 && i % 144 < 56 ? peak : 300)),
    gas: load('2025-12-31T23:00:00Z', '2026-01-31T23:00:00Z', 200),
  },
  utilities: { air: load('2025-12-31T23:00:00Z', '2026-01-31T23:00:00Z', 40) },
});

function answers(changes: Typed[], loads: Loads[] = [january(450)]) {
  const { state, issues } = applySupply(site, changesOf(changes), '/changes', ['air']);
  expect(issues).toEqual([]);
  const found = answerSupply(state, loads);
  if (!found.ok) throw new Error(JSON.stringify(found.missing));
  return found;
}
const first = (changes: Typed[], loads?: Loads[]) => {
  const [electricity, gas] = answers(changes, loads).answers[0]!.carriers;
  return { electricity: electricity!, gas: gas! };
};
const issuesOf = (changes: Typed[]) => applySupply(site, changesOf(changes), '/changes', ['air']).issues.map(({ pointer, detail }) => `${pointer}: ${detail}`);

describe('a supply', () => {
  it('as it is has a bill and emissions of every carrier', () => {
    const { electricity, gas } = first([]);
    expect(electricity.kwh).toBeCloseTo(31 * (24 * 300 + 150), 3);
    expect(electricity.peakKw).toBeCloseTo(450, 9);
    expect(electricity.carbon!.locationKg).toBeCloseTo(0.055 * electricity.kwh, 6);
    expect(gas.bill!.totalEur).toBeCloseTo(0.045 * 744 * 200, 6);
    expect(gas.carbon).toMatchObject({ scope: 1, locationKg: expect.closeTo(0.205 * 744 * 200, 6) });
  });

  it('gives the same bytes for the same inputs', () => {
    const changes = [
      { kind: 'pv', peak: '400 kW', irradiance: { series: 'sun-paris' } },
      { kind: 'battery', capacity: '200 kWh', power: '100 kW', strategy: 'arbitrage' },
    ];
    expect(JSON.stringify(answers(changes))).toBe(JSON.stringify(answers(changes)));
  });

  it('with a simple tariff costs its prices by the hour and nothing else', () => {
    const tariff = {
      id: 'hp-hc',
      source: 's',
      validFrom: '2025-01-01',
      periods: [
        { id: 'hp', from: '06:00', to: '22:00', price: '120 EUR/MWh' },
        { id: 'hc', from: '22:00', to: '06:00', price: '100 EUR/MWh' },
      ],
    };
    const { electricity } = first([{ kind: 'tariff', carrier: 'electricity', tariff }], [january(300)]);
    expect(electricity.bill!.totalEur).toBeCloseTo(31 * 300 * (16 * 0.12 + 8 * 0.1), 6);
  });

  it('with the best powers over all replications subscribes once, and costs less in the mean', () => {
    const loads = [january(450), january(520), january(480)];
    const mean = (changes: Typed[]) => answers(changes, loads).answers.reduce((sum, { carriers }) => sum + carriers[0]!.bill!.totalEur, 0) / 3;
    const best = answers([{ kind: 'contracted-power', carrier: 'electricity', power: 'best' }], loads);
    const subscribed = best.answers.map(({ carriers }) => carriers[0]!.bill!.periods.map(({ subscribedKw }) => subscribedKw));
    expect(subscribed[1]).toEqual(subscribed[0]);
    expect(best.subscriptions['electricity']!.powersKw.map(({ kw }) => kw)).toEqual(subscribed[0]);
    expect(mean([{ kind: 'contracted-power', carrier: 'electricity', power: 'best' }])).toBeLessThan(mean([]));
    expect(best.notes['electricity']!.map(({ code }) => code)).toEqual(['period-not-seen']);
  });

  it('moves heat and power through all that stands behind the meter', () => {
    const before = first([]);
    const recovered = first([{ kind: 'heat-recovery', from: 'air', share: 0.7, carrier: 'gas', boiler: 0.88 }]);
    expect(before.gas.kwh - recovered.gas.kwh).toBeCloseTo((744 * 0.7 * 40) / 0.88, 6);
    const pumped = first([{ kind: 'heat-pump', cop: 3, capacity: '88 kW', carrier: 'gas', boiler: 0.88 }]);
    expect(before.gas.kwh - pumped.gas.kwh).toBeCloseTo(744 * 100, 3);
    expect(pumped.electricity.kwh - before.electricity.kwh).toBeCloseTo((744 * 88) / 3, 3);
    const shaved = first([{ kind: 'battery', capacity: '400 kWh', power: '100 kW', strategy: 'peak-shaving' }]);
    expect(shaved.electricity.peakKw).toBeLessThan(360);
    expect(shaved.electricity.peakKw).toBeGreaterThanOrEqual(350 - 1e-6);
  });

  it('with photovoltaics beyond the load feeds in, and is paid for it by the contract', () => {
    const paid = flat({ id: 'paid', feedIn: '60 EUR/MWh' });
    const found = answers([
      { kind: 'contract', carrier: 'electricity', contract: { ...FLAT, id: 'paid', feedIn: '60 EUR/MWh' } },
      { kind: 'pv', peak: '5 MW', irradiance: { series: 'sun-paris' } },
    ]).answers[0]!;
    const fedInKwh = found.fedIn!.kwh.reduce((a, b) => a + b, 0);
    expect(fedInKwh).toBeGreaterThan(1000);
    expect(found.carriers[0]!.bill!.parts.feedIn).toBeCloseTo(-paid.feedIn * fedInKwh, 6);
    expect(found.generatedKwh! - fedInKwh).toBeCloseTo(31 * 7350 - found.carriers[0]!.kwh, 3);
  });

  it('traded by a battery on day-ahead prices costs less than without, energy left in it counted', () => {
    const prices = { kind: 'prices', carrier: 'electricity', dayAhead: { series: 'day-ahead-fr', factor: 2 } };
    const without = first([prices]);
    const found = answers([prices, { kind: 'battery', capacity: '400 kWh', power: '200 kW', strategy: 'arbitrage' }]);
    expect(found.answers[0]!.carriers[0]!.bill!.totalEur).toBeLessThan(without.electricity.bill!.totalEur);
    expect(found.answers[0]!.battery!.storedKwh).toBeGreaterThanOrEqual(-1e-6);
    expect(found.answers[0]!.carriers[0]!.bill!.parts.overrun).toBe(without.electricity.bill!.parts.overrun);
    expect(found.notes['electricity']!.map(({ code }) => code)).toEqual(['estimated-prices']);
  });

  it('by hourly emissions tells them as estimates where they are', () => {
    const found = answers([{ kind: 'carbon-factor', carrier: 'electricity', source: 'demo', location: { series: { series: 'carbon-fr' } } }]);
    expect(found.answers[0]!.carriers[0]!.carbon!.locationKg! / found.answers[0]!.carriers[0]!.kwh).toBeCloseTo(0.048, 2);
    expect(found.notes['electricity']!.map(({ code }) => code)).toEqual(['estimated-factor']);
  });

  it('without a contract has no bill and says so, and without prices no arbitrage', () => {
    const bare = supplyOf({ timezone: PARIS, carriers: [{ id: 'electricity' }] });
    const found = answerSupply(bare, [january(400)]);
    if (!found.ok) throw new Error('missing');
    expect([found.answers[0]!.carriers[0]!.bill, found.answers[0]!.carriers[0]!.carbon]).toEqual([null, null]);
    expect(found.notes['electricity']!.map(({ code }) => code)).toEqual(['no-contract']);
    const battery = changesOf([{ kind: 'battery', capacity: '1 kWh', power: '1 kW', strategy: 'arbitrage' }]);
    expect(answerSupply(applySupply(bare, battery, '').state, [january(400)])).toMatchObject({ ok: false, missing: [{ code: 'no-prices' }] });
  });

  it('refuses loads of different steps as a fault of the program', () => {
    const other = { carriers: { ...january(1).carriers, gas: load('2026-01-31T23:00:00Z', '2026-02-01T23:00:00Z', 1) } };
    expect(() => answerSupply(site, [other])).toThrow(RangeError);
  });
});

const FLAT = { id: 'flat', source: 'test', validFrom: '2020-01-01', periods: [{ label: 'all' }], energy: { byPeriod: { all: '100 EUR/MWh' } } };

describe('a change of supply', () => {
  it('of what is not there is an issue with its place', () => {
    expect(
      issuesOf([
        { kind: 'contracted-power', carrier: 'steam', power: 'best' },
        { kind: 'contracted-power', carrier: 'gas', power: 'best' },
        { kind: 'contracted-power', carrier: 'electricity', power: { night: '1 kW' } },
        { kind: 'prices', carrier: 'electricity', dayAhead: { series: 'spot' } },
        { kind: 'pv', peak: '1 kW', irradiance: { series: 'sun' } },
        { kind: 'heat-recovery', from: 'cold', share: 0.5, carrier: 'gas' },
        { kind: 'heat-pump', cop: 3, capacity: '1 kW', carrier: 'electricity' },
      ]),
    ).toEqual([
      '/changes/0/carrier: there is no carrier "steam"; expected one of electricity, gas',
      '/changes/1/carrier: the contract of gas has no prices of capacity: nothing is subscribed',
      '/changes/2/power/night: no period has the label "night"; expected one of P, HPH, HCH, HPB, HCB',
      '/changes/3: there is no series "spot"; expected one of day-ahead-fr, carbon-fr, sun-paris',
      '/changes/4: there is no series "sun"; expected one of day-ahead-fr, carbon-fr, sun-paris',
      '/changes/5/from: there is no utility "cold" that takes electricity; expected one of air',
      '/changes/6/carrier: must be the carrier of the heat that is replaced, not electricity',
    ]);
  });

  it('that contradicts another is an issue', () => {
    const battery = { kind: 'battery', capacity: '1 kWh', power: '1 kW', strategy: 'arbitrage' };
    const recovery = { kind: 'heat-recovery', from: 'air', share: 0.6, carrier: 'gas' };
    expect(issuesOf([battery, battery])).toEqual(['/changes/1: there is a battery already: give one with the capacity and power of both']);
    expect(issuesOf([recovery, recovery])).toEqual(['/changes/1/share: more than all electricity of air would become heat']);
  });

  it('of powers that would fall, and of a contract with a gap, is an issue', () => {
    expect(issuesOf([{ kind: 'contracted-power', carrier: 'electricity', power: { HPH: '400 kW' } }])).toEqual([
      '/changes/0/power/HPH: that of HPH must not be below the power of P: subscribed powers rise from the dearest period to the cheapest',
    ]);
    const gap = { ...FLAT, periods: [{ label: 'all', months: [1] }] };
    expect(issuesOf([{ kind: 'contract', carrier: 'gas', contract: gap }])).toEqual([
      '/changes/0/contract/periods: the periods must cover all hours of the year: no period covers 00:00 on a weekday in month 2',
    ]);
  });

  it('takes quantities with their units, and refuses what cannot be', () => {
    const form = (change: Typed) => SupplyChange.safeParse(change).success;
    expect(form({ kind: 'battery', capacity: '1 MWh', power: '500 kW', strategy: 'peak-shaving', target: '900 kW' })).toBe(true);
    expect(form({ kind: 'battery', capacity: '-1 kWh', power: '1 kW', strategy: 'arbitrage' })).toBe(false);
    expect(form({ kind: 'battery', capacity: '1 kWh', power: '1 kW', strategy: 'arbitrage', target: '9 kW' })).toBe(false);
    expect(form({ kind: 'pv', peak: '1 kW' })).toBe(false);
    expect(form({ kind: 'heat-pump', cop: 0.5, capacity: '1 kW', carrier: 'gas' })).toBe(false);
  });

  it('leaves the supply that it changes as it was', () => {
    const before = JSON.stringify(site);
    answers([{ kind: 'contracted-power', carrier: 'electricity', power: { HCB: '900 kW' } }]);
    expect(JSON.stringify(site)).toBe(before);
  });
});
