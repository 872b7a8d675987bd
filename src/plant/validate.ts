import type { LineAlarm, StationAlarm } from '../contract/alarm.js';
import type { LineDefinition } from '../contract/line.js';
import type { Issue } from '../contract/problem.js';
import { twice } from './twice.js';
import { lineMappingIssues } from './validate-mapping.js';
import { carriersOfLine, meterIssues, sourcesOfLine } from './validate-meters.js';
import { reasonIssues } from './validate-reasons.js';

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const DAY_MIN = 1440;

/** What the parts of a definition owe each other beyond what its simulation needs (compile says that). All issues at once. */
export function validate(line: LineDefinition): Issue[] {
  return [
    ...reasonIssues(line.reasons),
    ...meterIssues(line.meters ?? [], sourcesOfLine(line), carriersOfLine(line)),
    ...twice(line.tariff?.periods ?? [], 'id', 'tariff period', '/tariff/periods'),
    ...lineMappingIssues(line),
    ...timesOfDay(line),
    ...alarmIssues(line.alarms ?? [], '/alarms'),
    ...line.stations.flatMap((station, index) => alarmIssues(station.alarms ?? [], `/stations/${index}/alarms`)),
  ];
}

function alarmIssues(alarms: readonly (StationAlarm | LineAlarm)[], pointer: string): Issue[] {
  const without = alarms.flatMap(({ kind, response }, index) =>
    kind === 'alarm' && response === undefined
      ? [{ pointer: `${pointer}/${index}`, detail: 'an alarm asks for a response: say which, or make it an advisory (kind: advisory)' }]
      : [],
  );
  return [...twice(alarms, 'id', 'alarm', pointer), ...without];
}

interface Stretch {
  from: number;
  to: number;
  index: number;
}

function timesOfDay(line: LineDefinition): Issue[] {
  const shiftFaults = line.shifts.flatMap((shift, index) => clockFaults(shift, `/shifts/${index}`));
  const periodFaults = (line.tariff?.periods ?? []).flatMap((period, index) => clockFaults(period, `/tariff/periods/${index}`));
  return [
    ...shiftFaults,
    ...periodFaults,
    ...(shiftFaults.length > 0 ? [] : shiftsOverlap(line)),
    ...(periodFaults.length > 0 || !line.tariff ? [] : tariffCovers(line.tariff.periods)),
  ];
}

const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

function clockFaults(span: { from: string; to: string }, pointer: string): Issue[] {
  const late = (['from', 'to'] as const)
    .filter((key) => minutes(span[key]) > DAY_MIN)
    .map((key) => ({ pointer: `${pointer}/${key}`, detail: 'a day ends at 24:00' }));
  if (late.length > 0 || minutes(span.from) % DAY_MIN !== minutes(span.to) % DAY_MIN || (span.from === '00:00' && span.to === '24:00')) return late;
  return [{ pointer: `${pointer}/to`, detail: 'ends when it begins; a whole day is from 00:00 to 24:00' }];
}

/** Minutes of a span from its start's midnight; beyond 1440 where it crosses midnight. */
function lengthen(span: { from: string; to: string }): { from: number; to: number } {
  const from = minutes(span.from) % DAY_MIN;
  const to = minutes(span.to);
  return { from, to: to <= from ? to + DAY_MIN : to };
}

function shiftsOverlap(line: LineDefinition): Issue[] {
  const stretches = line.shifts.flatMap((shift, index) => {
    const { from, to } = lengthen(shift);
    return [...new Set(shift.days)].map((day) => ({ index, from: DAYS.indexOf(day) * DAY_MIN + from, to: DAYS.indexOf(day) * DAY_MIN + to }));
  });
  const seen = new Set<number>();
  return collisions(stretches, 7 * DAY_MIN).flatMap(([earlier, later, at]) => {
    if (seen.has(later.index)) return [];
    seen.add(later.index);
    const when = `${DAYS[Math.floor(at / DAY_MIN) % 7]} ${clock(at)}`;
    return [{ pointer: `/shifts/${later.index}`, detail: `overlaps shift "${line.shifts[earlier.index]!.id}" on ${when}` }];
  });
}

function tariffCovers(periods: readonly { id: string; from: string; to: string }[]): Issue[] {
  const stretches = periods.map((period, index) => ({ index, ...lengthen(period) }));
  const overlaps = collisions(stretches, DAY_MIN).map(([earlier, later, at]) => ({
    pointer: `/tariff/periods/${later.index}`,
    detail: `overlaps period "${periods[earlier.index]!.id}" at ${clock(at)}`,
  }));
  if (overlaps.length > 0) return overlaps.slice(0, 1);
  const sorted = [...stretches].sort((a, b) => a.from - b.from);
  return sorted.flatMap((stretch, i) => {
    const next = i + 1 < sorted.length ? sorted[i + 1]!.from : sorted[0]!.from + DAY_MIN;
    return stretch.to < next ? [{ pointer: '/tariff/periods', detail: `no price from ${clock(stretch.to)} to ${clock(next)}` }] : [];
  });
}

/** Pairs of stretches on a circle of time that share a minute, with the first shared minute. */
function collisions(stretches: Stretch[], circle: number): [Stretch, Stretch, number][] {
  const pairs: [Stretch, Stretch, number][] = [];
  for (const [i, a] of stretches.entries()) {
    for (const b of stretches.slice(i + 1)) {
      for (const turn of [-circle, 0, circle]) {
        const at = Math.max(a.from, b.from + turn);
        if (at < Math.min(a.to, b.to + turn)) pairs.push([a, b, ((at % circle) + circle) % circle]);
      }
    }
  }
  return pairs;
}

const clock = (at: number) => `${String(Math.floor((at % DAY_MIN) / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`;
