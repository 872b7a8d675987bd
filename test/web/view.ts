import type { StateFamily } from '../../src/contract/packml.js';
import type { LineView, UnitView } from '../../src/contract/stream.js';

export const T0 = Date.parse('2026-11-22T06:00:00Z') * 1000;
const kpis = { availability: null, effectiveness: null, qualityRatio: null, oee: null };
const elements = { PBT: 0, APT: 0, AUST: 0, ADET: 0, ADOT: 0, PDOT: 0, unknown: 0, PQ: 0, GQ: 0, RQ: 0, PRI: 0.6 };

export function unitView(family: StateFamily, over: Partial<UnitView> = {}): UnitView {
  return {
    equipmentId: 'a/b/c/d/e',
    name: { en: 'Press', fr: 'Presse' },
    type: 'press',
    item: 'carton',
    freshness: 'live',
    lastSeenUs: T0,
    state: 'Execute',
    mode: 'Production',
    family,
    cause: null,
    stateSinceUs: T0 - 120e6,
    reason: null,
    nominalRatePerMin: 100,
    ratePerMin: null,
    expectedRatePerMin: null,
    powerKw: null,
    expectedPowerKw: null,
    shift: { good: 0, rejected: 0, expectedGood: null, energyKwh: null, expectedEnergyKwh: null, stops: 0, elements, kpis },
    signals: {},
    ...over,
  };
}

/** A line of stations a, b, c … in the families given. */
export function lineView(families: StateFamily[], over: Partial<LineView> = {}): LineView {
  const order = families.map((_, i) => String.fromCharCode(97 + i));
  return {
    line: 'l',
    name: { en: 'Line', fr: 'Ligne' },
    demo: true,
    timezone: 'Europe/Paris',
    clock: 'wall',
    speed: 1,
    lineTimeUs: T0,
    heardAtUs: T0,
    freshness: 'live',
    catchingUp: false,
    modelVersion: 'v',
    productItem: 'carton',
    shift: null,
    output: {
      good: 0,
      rejected: 0,
      ratePerMin: null,
      expectedRatePerMin: null,
      powerKw: null,
      expectedPowerKw: null,
      energyKwh: null,
      expectedEnergyKwh: null,
      kpis,
      elements,
    },
    forecast: null,
    start: null,
    expectedPower: { atUs: [], kw: [] },
    rateTrend: { idealRatePerMin: 100, atUs: [], ratePerMin: [], expectedRatePerMin: [] },
    batch: null,
    units: Object.fromEntries(families.map((family, i) => [order[i]!, unitView(family)])),
    order,
    buffers: {},
    deviations: [],
    ...over,
  };
}
