import type { UnitId } from '../contract/equipment.js';
import type { LineDefinition, Station, StopLaw } from '../contract/line.js';
import type { Issue } from '../contract/problem.js';
import type { Change } from '../contract/scenario.js';
import type { DurationDistribution } from '../contract/units.js';
import { scale } from '../engine/distribution.js';
import { distributionIssue } from './issues.js';

export { migrate } from './migrate.js';

/** The definition with the changes of a variant. The original is not touched. Issues point into { changes }: /changes/0/unit. */
export function applyChanges(
  definition: LineDefinition,
  changes: readonly Change[],
): { ok: true; definition: LineDefinition } | { ok: false; issues: Issue[] } {
  const issues: Issue[] = [];
  const stations = [...definition.stations];
  changes.forEach((change, i) => {
    const pointer = `/changes/${i}`;
    const key = change.kind === 'buffer' ? 'after' : 'unit';
    const id = change.kind === 'buffer' ? change.after : change.unit;
    const index = stations.findIndex((station) => station.id === id);
    const twin = changes.findIndex((other) => target(other) === target(change));
    if (twin < i) issues.push({ pointer, detail: `changes the same thing as change no. ${twin + 1} of the variant` });
    else if (index < 0)
      issues.push({ pointer: `${pointer}/${key}`, detail: `the line has no unit "${id}"; expected one of ${stations.map((s) => s.id).join(', ')}` });
    else if (change.kind === 'buffer' && Array.isArray(stations[index]!.next) && stations[index]!.next.length > 0)
      issues.push({ pointer: `${pointer}/after`, detail: `after "${id}" the flow branches: it has no single buffer` });
    else if (change.kind === 'buffer' && (stations[index]!.next === undefined ? index === stations.length - 1 : stations[index]!.next.length === 0))
      issues.push({ pointer: `${pointer}/after`, detail: `"${id}" is the last unit: there is no buffer after it` });
    else {
      const changed = changeStation(stations[index]!, change);
      if ('detail' in changed) issues.push({ pointer: `${pointer}${changed.pointer}`, detail: changed.detail });
      else stations[index] = changed;
    }
  });
  return issues.length > 0 ? { ok: false, issues } : { ok: true, definition: { ...definition, stations } };
}

/** Units whose rate these changes set: a rate that was measured of them holds no longer. A factor multiplies it. */
export const unitsWithSetRate = (changes: readonly Change[]): UnitId[] =>
  changes.flatMap((change) => (change.kind === 'rate' && change.to !== undefined ? [change.unit] : []));

/** What a change acts on: two changes of one variant may not act on the same. */
function target(change: Change): string {
  if (change.kind === 'buffer') return `buffer ${change.after}`;
  return change.kind === 'stops' ? `stops ${change.unit} ${change.stop}` : `${change.kind} ${change.unit}`;
}

function changeStation(station: Station, change: Change): Station | Issue {
  switch (change.kind) {
    case 'rate':
      return changeRate(station, change);
    case 'buffer':
      return { ...station, buffer: { ...station.buffer, capacity: change.capacity } };
    case 'stops':
      return changeStops(station, change);
    case 'standby':
      return changeStandby(station, change);
  }
}

function changeRate(station: Station, { to, factor }: Extract<Change, { kind: 'rate' }>): Station | Issue {
  if ((to === undefined) === (factor === undefined)) return { pointer: '', detail: 'expected either "to" or "factor"' };
  return { ...station, rate: to ?? station.rate * factor! };
}

function changeStandby(station: Station, { after, wakeUp }: Extract<Change, { kind: 'standby' }>): Station | Issue {
  if (after === null) return { ...station, standby: undefined };
  const wakes = wakeUp ?? station.standby?.wakeUp;
  if (wakes === undefined) return { pointer: '/wakeUp', detail: `"${station.id}" has no standby of its own: how long does it take to wake up?` };
  return { ...station, standby: { after, wakeUp: wakes } };
}

function changeStops(station: Station, change: Extract<Change, { kind: 'stops' }>): Station | Issue {
  const at = station.stops.findIndex((stop) => stop.id === change.stop);
  if (at < 0) {
    const known = station.stops.map((stop) => stop.id).join(', ');
    return { pointer: '/stop', detail: `"${station.id}" has no stop "${change.stop}"; ${known ? `expected one of ${known}` : 'it has none'}` };
  }
  const stop = station.stops[at]!;
  for (const part of ['every', 'lasts'] as const) {
    if (change[part] !== undefined && change[`${part}Factor`] !== undefined)
      return { pointer: `/${part}Factor`, detail: `contradicts "${part}": expected one of them` };
    const wrong = change[part] && distributionIssue(change[part]);
    if (wrong) return { pointer: `/${part}`, detail: wrong };
  }
  if (!change.every && !change.lasts && change.everyFactor === undefined && change.lastsFactor === undefined) {
    return { pointer: '', detail: 'changes nothing: expected "every", "lasts", "everyFactor" or "lastsFactor"' };
  }
  const changed: StopLaw = {
    ...stop,
    every: scaled(change.every ?? stop.every, change.everyFactor),
    lasts: scaled(change.lasts ?? stop.lasts, change.lastsFactor),
  };
  return { ...station, stops: station.stops.with(at, changed) };
}

const scaled = (d: DurationDistribution, factor = 1): DurationDistribution => (factor === 1 ? d : scale(d, factor));
