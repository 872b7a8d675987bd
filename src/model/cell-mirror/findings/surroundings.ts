import { power as raise } from '../../../engine/elementary.js';
import type { CompiledCell } from '../../cell/compile.js';
import type { MeasuredFact } from '../facts.js';
import { addToDay } from './bins.js';
import { referenceDraw } from './draws.js';
import { addUtilityKwh } from './energy.js';
import { LIMITS } from './limits.js';
import { takeAgainst, takeAmount } from './take.js';
import type { Watch } from './watch.js';

type Of<Kind extends MeasuredFact['kind']> = Extract<MeasuredFact, { kind: Kind }>;

const US_PER_HOUR = 3.6e9;
const LEAST_H = 0.25;
/** A day of a utility needs so much of it [h]. */
const MOST_OF_A_DAY_H = 12;

/** A utility: what was used and nobody drew, against what is drawn in operation; and the energy of what was used. */
export function watchUtility(cell: CompiledCell, watch: Watch, { utility, fromUs, toUs, used, drawn }: Of<'utility'>): void {
  const u = cell.definition.utilities.findIndex(({ id }) => id === utility);
  const hours = (toUs - fromUs) / US_PER_HOUR;
  if (u < 0 || !(hours > 0)) return;
  const source = `utilities.${utility}`;
  const { energy } = cell.definition.utilities[u]!;
  for (const carrier in energy) addUtilityKwh(watch, source, carrier, { fromUs, toUs, kwh: 0, used, kwhPerUnit: energy[carrier]!, hours });
  const mean = (watch.draws[utility] ??= { drawn: 0, hours: 0 });
  mean.drawn += drawn;
  mean.hours += hours;
  const kwhPerUnit = Object.values(energy).reduce((sum, kwh) => sum + kwh, 0);
  const part = { fromUs, toUs, seen: used, expected: drawn, per: hours, effect: (used - drawn) * kwhPerUnit };
  const day = addToDay(watch, `utility|${source}|leak`, part, MOST_OF_A_DAY_H);
  const base = day === null ? 0 : referenceDraw(cell, watch, u) * day.per;
  if (day === null || base <= 0) return;
  takeAgainst(watch, { judged: 'utility', source, of: 'leak' }, day, Math.max(0, day.seen - day.expected + base), base, (LIMITS.utility.scatter * base) ** 2);
}

/**
 * A zone: the power of its fans in production mode, and set back. What set-back should draw goes by what the fans draw in
 * production, so that worn fans are one finding and not two.
 */
export function watchZone(cell: CompiledCell, watch: Watch, { zone: id, setback, fromUs, toUs, seconds, fanKwh }: Of<'zone'>): void {
  const zone = cell.definition.zones.find((one) => one.id === id);
  const hours = seconds / 3600;
  if (zone === undefined || !(hours > 0) || zone.fan <= 0) return;
  const source = `zones.${id}`;
  const production = (watch.fans[id] ??= { kwh: 0, expectedKwh: 0 });
  const kwh = zone.fan * hours;
  if (!setback) {
    production.kwh += fanKwh;
    production.expectedKwh += kwh;
    const day = addToDay(watch, `zone|${source}|fan`, { fromUs, toUs, seen: fanKwh, expected: kwh, per: hours, effect: fanKwh - kwh }, LEAST_H);
    if (day) takeAmount(watch, { judged: 'zone', source, of: 'fan' }, day, (LIMITS.zone.scatter * day.expected) ** 2);
    return;
  }
  if (zone.setback >= 1 || zone.setback <= 0) return;
  const ratio = production.expectedKwh > 0 ? production.kwh / production.expectedKwh : 1;
  const expected = kwh * raise(zone.setback, zone.exponent) * ratio;
  const share = Math.min(1, raise(Math.max(fanKwh / (kwh * ratio), 1e-6), 1 / zone.exponent));
  const air = Math.max(0, share - zone.setback) * (zone.cooling + (zone.heat?.power ?? 0)) * hours;
  const day = addToDay(watch, `setback|${source}|fan`, { fromUs, toUs, seen: fanKwh, expected, per: hours, effect: fanKwh - expected + air }, LEAST_H);
  if (day) takeAmount(watch, { judged: 'setback', source, of: 'fan' }, day, (LIMITS.setback.scatter * day.expected) ** 2);
}
