import type { EnergyLoad, LoadConsumer } from '../../contract/energy-load.js';
import { endUs, stepHours, type ProfileTimes } from '../supply/profile.js';
import type { SuppliedCarrier, SupplyState } from '../supply/state.js';
import type { ReadNode } from './balance.js';
import { billingOf } from './billed.js';
import { demandOf } from './demand.js';
import { drawersOf, type Drawer } from './drawers.js';
import { hoursOf } from './hours.js';
import { isKnown, sumLoads, sumOf, type MeteredLoad } from './load.js';
import { loadPeriods, stepsOf } from './profile.js';
import { ratesOf } from './rates.js';

/** So many sources are named one by one: a reader tells no more of them apart. */
const MOST_SOURCES = 7;

type Answer = Omit<EnergyLoad, 'cell' | 'carrier' | 'stepS'>;

/** Who drew the load of a carrier over the steps of a window, with its tariff periods, and what each hour of the clock used. */
export function loadByConsumer(tops: readonly ReadNode[], times: ProfileTimes, supply: SupplyState, carrier: SuppliedCarrier | undefined): Answer {
  const heard = tops.flatMap(({ load }) => (load === null ? [] : [load]));
  const whole = heard.length > 0 ? sumLoads(heard) : null;
  const { billing, notes } = billingOf(carrier, times, supply);
  const periods = loadPeriods(carrier, billing, times, supply.timezone);
  return {
    fromUs: times.fromUs,
    toUs: endUs(times),
    stepUs: stepsOf(times),
    kw: whole === null ? stepsOf(times).map(() => null) : meansOf(whole, times),
    consumers: consumersOf(tops.flatMap(drawersOf), times),
    periods: demandOf(whole, times, periods),
    periodOfStep: Array.from(periods.periodOfStep),
    hours: whole === null ? [] : hoursOf(whole, ratesOf(carrier, times, supply), supply.timezone),
    notes,
  };
}

const meansOf = (load: MeteredLoad, times: ProfileTimes): (number | null)[] =>
  Array.from(load.kwh, (kwh, i) => (isKnown(load, times, i) ? kwh / stepHours(times, i) : null));

function consumersOf(drawers: readonly Drawer[], times: ProfileTimes): LoadConsumer[] {
  const used = drawers.map((drawer) => ({ ...drawer, kwh: sumOf(drawer.load.kwh) }));
  const sources = used.filter(({ kind, kwh }) => kind === 'source' && kwh > 0).sort((a, b) => b.kwh - a.kwh);
  const named = sources.length > MOST_SOURCES + 1 ? sources.slice(0, MOST_SOURCES) : sources;
  const others = sources.slice(named.length);
  const remainders = used.filter(({ kind }) => kind === 'remainder');
  const rest = others.length > 0 ? sumLoads(others.map(({ load }) => load)) : null;
  return [
    ...[...named, ...remainders].map(({ source, kind, load, kwh }): LoadConsumer => ({ source, kind, of: [], kwh, kw: meansOf(load, times) })),
    ...(rest === null ? [] : [{ source: null, kind: 'rest' as const, of: others.map(({ source }) => source), kwh: sumOf(rest.kwh), kw: meansOf(rest, times) }]),
  ];
}
