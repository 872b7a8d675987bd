import type { UnitId } from '../contract/equipment.js';
import type { LineDefinition, Station, StopLaw } from '../contract/line.js';
import type { Issue } from '../contract/problem.js';
import type { Change } from '../contract/scenario.js';
import type { DurationDistribution } from '../contract/units.js';
import { refusal } from '../contract/refusal.js';
import { scale } from '../engine/distribution.js';
import { distributionIssue } from './issues.js';

export { migrate } from './migrate.js';

/** The definition with the changes of a variant. The original is not touched. All that is wrong at once; issues point into { changes }: /changes/0/unit. */
export function applyChanges(
  definition: LineDefinition,
  changes: readonly Change[],
): { ok: true; definition: LineDefinition } | { ok: false; issues: Issue[] } {
  const stations = [...definition.stations];
  const issues = changes.flatMap((change, i) => {
    const index = stations.findIndex(({ id }) => id === (change.kind === 'buffer' ? change.after : change.unit));
    const wrong = [...repeated(changes, i), ...(index < 0 ? [noUnit(change, stations)] : placeIssues(change, stations, index)), ...ownIssues(change)];
    if (wrong.length === 0) stations[index] = changeStation(stations[index]!, change);
    return wrong.map(({ pointer, detail }) => ({ pointer: `/changes/${i}${pointer}`, detail }));
  });
  return issues.length > 0 ? { ok: false, issues } : { ok: true, definition: { ...definition, stations } };
}

function repeated(changes: readonly Change[], i: number): Issue[] {
  const twin = changes.findIndex((other) => target(other) === target(changes[i]!));
  return twin < i ? [{ pointer: '', detail: refusal('changedTwice', { n: twin + 1 }) }] : [];
}

function noUnit(change: Change, stations: readonly Station[]): Issue {
  const [key, id] = change.kind === 'buffer' ? ['after', change.after] : ['unit', change.unit];
  return { pointer: `/${key}`, detail: `the line has no unit "${id}"; expected one of ${stations.map((station) => station.id).join(', ')}` };
}

/** Units whose rate these changes set: a rate that was measured of them holds no longer. A factor multiplies it. */
export const unitsWithSetRate = (changes: readonly Change[]): UnitId[] =>
  changes.flatMap((change) => (change.kind === 'rate' && change.to !== undefined ? [change.unit] : []));

/** What a change acts on: two changes of one variant may not act on the same. */
function target(change: Change): string {
  if (change.kind === 'buffer') return `buffer ${change.after}`;
  return change.kind === 'stops' ? `stops ${change.unit} ${change.stop}` : `${change.kind} ${change.unit}`;
}

/** What the station does not have that a change acts on. */
function placeIssues(change: Change, stations: readonly Station[], index: number): Issue[] {
  const station = stations[index]!;
  switch (change.kind) {
    case 'rate':
      return [];
    case 'buffer': {
      const { next } = station;
      if (Array.isArray(next) && next.length > 0) return [{ pointer: '/after', detail: `after "${station.id}" the flow branches: it has no single buffer` }];
      const isLast = next === undefined ? index === stations.length - 1 : next.length === 0;
      return isLast ? [{ pointer: '/after', detail: `"${station.id}" is the last unit: there is no buffer after it` }] : [];
    }
    case 'stops': {
      if (station.stops.some(({ id }) => id === change.stop)) return [];
      const known = station.stops.map(({ id }) => id).join(', ');
      return [{ pointer: '/stop', detail: `"${station.id}" has no stop "${change.stop}"; ${known ? `expected one of ${known}` : 'it has none'}` }];
    }
    case 'standby':
      if (change.after === null || change.wakeUp !== undefined || station.standby !== undefined) return [];
      return [{ pointer: '/wakeUp', detail: `"${station.id}" has no standby of its own: how long does it take to wake up?` }];
  }
}

/** What is wrong with a change whatever it acts on. */
function ownIssues(change: Change): Issue[] {
  if (change.kind === 'rate')
    return (change.to === undefined) === (change.factor === undefined) ? [{ pointer: '', detail: 'expected either "to" or "factor"' }] : [];
  if (change.kind !== 'stops') return [];
  if (!change.every && !change.lasts && change.everyFactor === undefined && change.lastsFactor === undefined) {
    return [{ pointer: '', detail: 'changes nothing: expected "every", "lasts", "everyFactor" or "lastsFactor"' }];
  }
  return (['every', 'lasts'] as const).flatMap((part) => {
    const contradicts = change[part] !== undefined && change[`${part}Factor`] !== undefined;
    const wrong = change[part] && distributionIssue(change[part]);
    return [
      ...(contradicts ? [{ pointer: `/${part}Factor`, detail: `contradicts "${part}": expected one of them` }] : []),
      ...(wrong ? [{ pointer: `/${part}`, detail: wrong }] : []),
    ];
  });
}

/** A station with a change that has no issue. */
function changeStation(station: Station, change: Change): Station {
  switch (change.kind) {
    case 'rate':
      return { ...station, rate: change.to ?? station.rate * change.factor! };
    case 'buffer':
      return { ...station, buffer: { ...station.buffer, capacity: change.capacity } };
    case 'stops':
      return { ...station, stops: station.stops.map((stop) => (stop.id === change.stop ? changedStop(stop, change) : stop)) };
    case 'standby':
      return { ...station, standby: change.after === null ? undefined : { after: change.after, wakeUp: change.wakeUp ?? station.standby!.wakeUp } };
  }
}

const changedStop = (stop: StopLaw, change: Extract<Change, { kind: 'stops' }>): StopLaw => ({
  ...stop,
  every: scaled(change.every ?? stop.every, change.everyFactor),
  lasts: scaled(change.lasts ?? stop.lasts, change.lastsFactor),
});

const scaled = (d: DurationDistribution, factor = 1): DurationDistribution => (factor === 1 ? d : scale(d, factor));
