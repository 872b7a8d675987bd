import type { LineDefinition, Station } from '../contract/line.js';
import type { Issue } from '../contract/problem.js';
import type { Distribution } from '../engine/distribution.js';
import { priceSteps } from './bill.js';
import { flowIssues } from './issues-network.js';

/** What a well-formed definition still gets wrong, as JSON pointers into it. */
export function lineIssues(definition: LineDefinition): Issue[] {
  return [
    ...repeated(definition.stations, '/stations'),
    ...repeated(definition.shifts, '/shifts'),
    ...definition.stations.flatMap((station, i) => stationIssues(station, `/stations/${i}`)),
    ...lineShapeIssues(definition),
    ...flowIssues(definition),
    ...(definition.tariff && !priceSteps(definition.tariff)
      ? [{ pointer: '/tariff/periods', detail: 'the periods must cover the 24 hours of a day, each hour once' }]
      : []),
  ];
}

function repeated(entries: readonly { id: string }[], pointer: string): Issue[] {
  return entries.flatMap((entry, i) => {
    const first = entries.findIndex((other) => other.id === entry.id);
    return first < i ? [{ pointer: `${pointer}/${i}/id`, detail: `"${entry.id}" is already the id of ${pointer}/${first}` }] : [];
  });
}

function lineShapeIssues(definition: LineDefinition): Issue[] {
  const issues: Issue[] = [];
  const items = definition.stations.map((station) => station.item);
  if (!items.includes(definition.product.item)) {
    issues.push({ pointer: '/product/item', detail: `no station makes "${definition.product.item}"; expected one of ${[...new Set(items)].join(', ')}` });
  }
  return issues;
}

function stationIssues(station: Station, pointer: string): Issue[] {
  const issues = repeated(station.stops, `${pointer}/stops`);
  if (station.rejects >= 1) issues.push({ pointer: `${pointer}/rejects`, detail: 'must be below 1: a station that rejects everything makes nothing' });
  station.stops.forEach((stop, i) => {
    for (const part of ['every', 'lasts'] as const) {
      const detail = distributionIssue(stop[part]);
      if (detail !== null) issues.push({ pointer: `${pointer}/stops/${i}/${part}`, detail });
    }
  });
  return issues;
}

/** Why a distribution is none, or null. */
export function distributionIssue(d: Distribution): string | null {
  if (d.dist === 'uniform' && d.min >= d.max) return 'min must be below max';
  if (d.dist === 'triangular' && !(d.min <= d.mode && d.mode <= d.max && d.min < d.max)) return 'expected min <= mode <= max, and min below max';
  if (d.dist === 'hyperexponential' && d.p.length !== d.means.length) return `expected as many means as p: ${d.p.length}, found ${d.means.length}`;
  if (d.dist === 'mixture' && d.weights.length !== d.of.length) return `expected as many distributions as weights: ${d.weights.length}, found ${d.of.length}`;
  return d.dist === 'mixture' ? (d.of.map(distributionIssue).find((issue) => issue !== null) ?? null) : null;
}
