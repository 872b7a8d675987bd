import type { LineDefinition } from '../contract/line.js';
import type { Issue } from '../contract/problem.js';
import { flowOrder, waysOf } from './network.js';
import { unitsPerItem } from './units.js';
import { momentUs } from './zone.js';

/** What is wrong with how stations follow each other, and when they are out. */
export function flowIssues(definition: LineDefinition): Issue[] {
  const outages = outageIssues(definition);
  const targets = targetIssues(definition);
  if (targets.length > 0) return [...targets, ...outages];
  const shape = [...circleIssues(definition), ...apartIssues(definition), ...mixedIssues(definition)];
  return [...(shape.length > 0 ? shape : unitsPerItem(definition).issues), ...outages];
}

function targetIssues({ stations }: LineDefinition): Issue[] {
  const known = new Set(stations.map(({ id }) => id));
  return stations.flatMap(({ id, next, buffer }, i) => {
    const pointer = `/stations/${i}`;
    const leaves = Array.isArray(next) ? next.length === 0 : next === undefined && i === stations.length - 1;
    const issues: Issue[] = [];
    if (buffer && leaves) issues.push({ pointer: `${pointer}/buffer`, detail: 'the last station has no buffer after it: what it makes leaves the line' });
    else if (buffer && Array.isArray(next)) issues.push({ pointer: `${pointer}/buffer`, detail: 'of several ways, each has its buffer in "next"' });
    const ways = typeof next === 'string' ? [{ to: next }] : (next ?? []);
    ways.forEach(({ to }, k) => {
      const at = typeof next === 'string' ? `${pointer}/next` : `${pointer}/next/${k}/to`;
      if (to === id) issues.push({ pointer: at, detail: `"${id}" cannot come after itself` });
      else if (!known.has(to)) issues.push({ pointer: at, detail: `the line has no station "${to}"; expected one of ${[...known].join(', ')}` });
      else if (ways.findIndex((way) => way.to === to) < k) issues.push({ pointer: at, detail: `"${to}" is already another way` });
    });
    const shares = Array.isArray(next) ? next.filter(({ share }) => share !== undefined).length : 0;
    if (Array.isArray(next) && shares > 0 && shares < next.length)
      issues.push({ pointer: `${pointer}/next`, detail: 'expected a share of every way, or of none' });
    return issues;
  });
}

function circleIssues(definition: LineDefinition): Issue[] {
  const ordered = new Set(flowOrder(definition));
  const i = definition.stations.findIndex((_, station) => !ordered.has(station) && waysOf(definition, station).length > 0);
  return i < 0 ? [] : [{ pointer: `/stations/${i}/next`, detail: 'the flow comes back to a station where it was: expected no circle' }];
}

/** A line hangs together. */
function apartIssues(definition: LineDefinition): Issue[] {
  const { stations } = definition;
  const reached = new Set([stations[0]!.id]);
  for (let grown = true; grown;) {
    const before: number = reached.size;
    stations.forEach(({ id }, i) => {
      for (const { to } of waysOf(definition, i)) if (reached.has(id) || reached.has(to)) reached.add(id).add(to);
    });
    grown = reached.size > before;
  }
  const i = stations.findIndex(({ id }) => !reached.has(id));
  return i < 0 ? [] : [{ pointer: `/stations/${i}/id`, detail: `"${stations[i]!.id}" has no way to or from "${stations[0]!.id}": expected one line` }];
}

/** Flows that merge carry the same item. */
function mixedIssues(definition: LineDefinition): Issue[] {
  const first = new Map<string, string>();
  return definition.stations.flatMap((station, i) =>
    waysOf(definition, i).flatMap(({ to }) => {
      const item = first.get(to);
      if (item === undefined) first.set(to, station.item);
      return item === undefined || item === station.item
        ? []
        : [{ pointer: `/stations/${i}/item`, detail: `"${to}" takes ${item} from another station and would take ${station.item} from this one` }];
    }),
  );
}

function outageIssues({ stations, timezone }: LineDefinition): Issue[] {
  return stations.flatMap(({ outages }, i) =>
    (outages ?? []).flatMap(({ from, to }, k) => {
      const pointer = `/stations/${i}/outages/${k}`;
      const [fromUs, toUs] = [momentUs(timezone, from), momentUs(timezone, to)];
      if (Number.isNaN(fromUs)) return [{ pointer: `${pointer}/from`, detail: 'there is no such date' }];
      if (Number.isNaN(toUs)) return [{ pointer: `${pointer}/to`, detail: 'there is no such date' }];
      return fromUs < toUs ? [] : [{ pointer: `${pointer}/to`, detail: 'must be after its beginning' }];
    }),
  );
}
