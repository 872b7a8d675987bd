import fc from '../../property.js';
import { TypicalYear } from '../../../src/contract/series.js';
import { pumpHeat, recoverHeat } from '../../../src/model/supply/heat.js';
import { profileKwh, timesOf, type LoadProfile } from '../../../src/model/supply/profile.js';
import { clearSky, generate, netOf } from '../../../src/model/supply/solar.js';
import { load, PARIS, us } from './contracts.js';

const hours = (kw: number[]): LoadProfile => ({ fromUs: us('2026-01-05T00:00:00Z'), stepS: 3600, kwh: Float64Array.from(kw) });
const anyLoad = fc.array(fc.double({ min: 0, max: 500, noNaN: true }), { minLength: 24, maxLength: 24 }).map(hours);

describe('recovered heat', () => {
  it('replaces heat of the same step, and never more than is needed', () => {
    expect([...recoverHeat(hours([100, 100, 0]), 0.7, hours([200, 50, 30]), 1).kwh]).toEqual([130, 0, 30]);
  });

  it('of a boiler replaces the gas that would have made it', () => {
    expect(recoverHeat(hours([88]), 0.5, hours([200]), 0.88).kwh[0]).toBeCloseTo(150, 9);
  });

  it('over random loads: never costs energy, and saves at most its share', () => {
    fc.assert(
      fc.property(anyLoad, anyLoad, fc.double({ min: 0.01, max: 1, noNaN: true }), (source, heat, share) => {
        const saved = profileKwh(heat) - profileKwh(recoverHeat(source, share, heat, 1));
        expect(saved).toBeGreaterThanOrEqual(0);
        expect(saved).toBeLessThanOrEqual(share * profileKwh(source) + 1e-6);
      }),
    );
  });
});

describe('a heat pump', () => {
  it('gives up to its capacity, and takes electricity by its COP', () => {
    const after = pumpHeat({ cop: 3, capacityKw: 90, boiler: 0.9 }, hours([200, 50]), hours([10, 10]));
    expect([...after.carrier.kwh]).toEqual([expect.closeTo(100, 9), expect.closeTo(0, 9)]);
    expect([...after.electricity.kwh]).toEqual([expect.closeTo(40, 9), expect.closeTo(25, 9)]);
  });

  it('over random loads: heat is the same as before', () => {
    fc.assert(
      fc.property(
        anyLoad,
        anyLoad,
        fc.double({ min: 1, max: 6, noNaN: true }),
        fc.double({ min: 1, max: 600, noNaN: true }),
        (heat, power, cop, capacityKw) => {
          const after = pumpHeat({ cop, capacityKw, boiler: 0.88 }, heat, power);
          const pumped = (profileKwh(after.electricity) - profileKwh(power)) * cop;
          expect(profileKwh(after.carrier) * 0.88 + pumped).toBeCloseTo(profileKwh(heat) * 0.88, 6);
        },
      ),
    );
  });
});

describe('photovoltaics', () => {
  const place = { latitude: 48.85, longitude: 2.35 };

  it('under a clear sky make their yearly yield in a year, most in June, and nothing at night', () => {
    const made = generate({ peakKw: 500, yieldKwhPerKw: 1000, sun: place }, timesOf(load('2026-01-01T00:00:00Z', '2027-01-01T00:00:00Z', 0)), {});
    if (!made.ok) throw new Error('missing');
    expect(profileKwh(made.profile) / 500_000).toBeCloseTo(1, 3);
    const [january, june] = [0, 151].map((day) => made.profile.kwh.slice(day * 144, (day + 28) * 144).reduce((a, b) => a + b, 0));
    expect(june! / january!).toBeGreaterThan(3);
    expect(made.profile.kwh[0]).toBe(0);
    expect(made.notes.map(({ code }) => code)).toEqual(['clear-sky']);
  });

  it('see the clear sky of Haurwitz: at noon of the June solstice at 48.85 degrees north about 930 W/m2', () => {
    // height of the sun: 90 - 48.85 + 23.45 = 64.6 degrees; 1098 x 0.9033 x exp(-0.057 / 0.9033) = 931
    expect(clearSky({ latitude: 48.85, longitude: 0 }, us('2026-06-21T12:00:00Z'))).toBeCloseTo(931, 0);
    expect(clearSky(place, us('2026-06-21T23:00:00Z'))).toBe(0);
  });

  it('follow irradiance, and say when it is a typical year', () => {
    const shape = Array.from({ length: 24 }, (_, h) => (h >= 10 && h < 14 ? 400 : 0));
    const year = Array.from({ length: 12 }, () => shape);
    const sun = TypicalYear.parse({ kind: 'typical', id: 'sun', unit: 'W/m2', source: 's', timezone: PARIS, is: 'estimated', weekday: year, weekend: year });
    const made = generate(
      { peakKw: 100, yieldKwhPerKw: 365.25, sun: { series: { series: 'sun', typical: false, factor: 1 } } },
      timesOf(load('2026-01-04T23:00:00Z', '2026-01-05T23:00:00Z', 0)),
      { sun },
    );
    if (!made.ok) throw new Error('missing');
    expect(profileKwh(made.profile)).toBeCloseTo(100, 6);
    expect(made.profile.kwh[10 * 6]).toBeCloseTo(100 / 24, 6);
    expect(made.profile.kwh[14 * 6]).toBe(0);
    expect(made.notes.map(({ code }) => code)).toEqual(['estimated-sun']);
  });

  it('without a year of irradiance are missing', () => {
    const sun = {
      kind: 'hourly' as const,
      id: 'sun',
      unit: 'W/m2' as const,
      source: 's',
      is: 'measured' as const,
      timezone: PARIS,
      fromUs: 0,
      stepS: 3600 as const,
      values: [100],
    };
    const made = generate({ peakKw: 1, yieldKwhPerKw: 1000, sun: { series: { series: 'sun', typical: false, factor: 1 } } }, timesOf(hours([1])), { sun });
    expect(made.ok ? [] : made.missing.map(({ code }) => code)).toEqual(['no-year']);
  });

  it('over random loads: what is bought, less what is fed in, is the load less what they make, and never both', () => {
    fc.assert(
      fc.property(anyLoad, anyLoad, (drawn, made) => {
        const net = netOf(drawn, made);
        const wrong = drawn.kwh.some((kwh, i) => Math.abs(net.load.kwh[i]! - net.fedIn.kwh[i]! - kwh + made.kwh[i]!) > 1e-9);
        expect([wrong, net.load.kwh.some((kwh, i) => kwh * net.fedIn.kwh[i]! !== 0)]).toEqual([false, false]);
      }),
    );
  });
});
