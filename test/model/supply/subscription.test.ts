import fc from '../../property.js';
import { charge } from '../../../src/model/supply/bill.js';
import { layOutBilling, type Billing } from '../../../src/model/supply/billing.js';
import { chooseContract } from '../../../src/model/supply/choose-contract.js';
import { timesOf, type LoadProfile } from '../../../src/model/supply/profile.js';
import { bestSubscription, subscribe } from '../../../src/model/supply/subscription.js';
import type { SupplyContract } from '../../../src/contract/supply.js';
import { flat, load, PARIS, shipped, turpe } from './contracts.js';

const LU = 'turpe7-hta-lu-fixed-peak';

function laidOut(contract: SupplyContract, profile: LoadProfile) {
  const found = layOutBilling(contract, PARIS, timesOf(profile), {});
  if (!found.ok) throw new Error(JSON.stringify(found.missing));
  return found.billing;
}

/** The cost of powers that depends on them. */
function costOf(billing: Billing, profiles: readonly LoadProfile[], kw: readonly number[]) {
  const { contract } = billing;
  const subscribed = subscribe(
    contract,
    contract.network.capacity.map(({ period }, i) => ({ period, kw: kw[i]! })),
  );
  const bills = profiles.map((profile) => charge({ ...billing, contract: subscribed }, profile));
  return bills.reduce((sum, { parts }) => sum + parts.capacity * (1 + contract.taxes.ofFixedNetwork) + parts.overrun, 0) / bills.length;
}

describe('the best subscribed powers', () => {
  it('over random loads: cost no more than any other powers in order, found by trying all', () => {
    const contract: SupplyContract = {
      ...flat(),
      periods: [{ label: 'a', hours: [{ from: '08:00', to: '12:00' }] }, { label: 'b', hours: [{ from: '12:00', to: '20:00' }] }, { label: 'c' }],
      energy: { byPeriod: { a: 1, b: 1, c: 1 } },
      network: {
        ...flat().network,
        capacity: [
          { period: 'a', price: 30 },
          { period: 'b', price: 22 },
          { period: 'c', price: 9 },
        ],
        overrun: { factor: 0.02 },
      },
      taxes: { excise: 0, ofFixedNetwork: 0.15, vat: 0 },
    };
    const day = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 144, maxLength: 144 });
    fc.assert(
      fc.property(day, day, (one, other) => {
        const profiles = [one, other].map((kw) => load('2026-01-12T23:00:00Z', '2026-01-13T23:00:00Z', (_, i) => kw[i]!));
        const billing = laidOut(contract, profiles[0]!);
        const best = bestSubscription(billing, profiles);
        let least = Infinity;
        for (let a = 0; a <= 9; a++) for (let b = a; b <= 9; b++) for (let c = b; c <= 9; c++) least = Math.min(least, costOf(billing, profiles, [a, b, c]));
        const found = best.powersKw.map(({ kw }) => kw);
        expect(found).toEqual([...found].sort((x, y) => x - y));
        expect(costOf(billing, profiles, found)).toBeCloseTo(least, 9);
        expect(best.eur).toBeCloseTo(least, 9);
      }),
      { numRuns: 10 },
    );
  });

  it('leave out a peak of ten minutes, and cover a load that is always there', () => {
    const profile = load('2025-12-31T23:00:00Z', '2026-12-31T23:00:00Z', (_, i) => (i === 1000 ? 700 : 400));
    const { powersKw, notes } = bestSubscription(laidOut(turpe(LU, 0), profile), [profile]);
    expect(powersKw.map(({ kw }) => kw)).toEqual([400, 400, 400, 400, 400]);
    expect(notes).toEqual([]);
  });

  it('say which periods the horizon has not seen', () => {
    const profile = load('2026-01-12T23:00:00Z', '2026-01-13T23:00:00Z', 100);
    expect(bestSubscription(laidOut(turpe(LU, 0), profile), [profile]).notes.map(({ code }) => code)).toEqual(['period-not-seen']);
  });

  it('without a price of overruns are never exceeded', () => {
    const contract = flat({ network: { capacity: [{ period: 'all', price: '12 EUR/kW/year' }] } });
    const profile = load('2026-01-12T23:00:00Z', '2026-01-13T23:00:00Z', (_, i) => (i === 50 ? 250.5 : 10));
    expect(bestSubscription(laidOut(contract, profile), [profile]).powersKw).toEqual([{ period: 'all', kw: 251 }]);
  });
});

describe('the choice of a contract', () => {
  const year = (kw: (atUs: number, i: number) => number) => load('2025-12-31T23:00:00Z', '2026-12-31T23:00:00Z', kw);
  const fixed = () => shipped().filter(({ id }) => id.endsWith('-fixed-peak'));
  const order = (profile: LoadProfile) => chooseContract(fixed(), [profile], PARIS, {}).map(({ contract }) => contract.id);

  it('is long use for a load that is always there, and short use for one of few hours', () => {
    expect(order(year(() => 500))).toEqual(['turpe7-hta-lu-fixed-peak', 'turpe7-hta-cu-fixed-peak']);
    expect(order(year((_, i) => (i % 144 < 12 ? 500 : 0)))).toEqual(['turpe7-hta-cu-fixed-peak', 'turpe7-hta-lu-fixed-peak']);
  });

  it('puts what cannot be billed last, and says why', () => {
    const late = flat({ validFrom: '2030-01-01' });
    const choices = chooseContract([late, flat()], [load('2026-01-12T23:00:00Z', '2026-01-13T23:00:00Z', 1)], PARIS, {});
    expect(choices.map(({ contract, meanEur }) => [contract.validFrom, meanEur === null])).toEqual([
      ['2020-01-01', false],
      ['2030-01-01', true],
    ]);
    expect(choices[1]!.notes[0]!.code).toBe('contract-not-valid');
  });
});
