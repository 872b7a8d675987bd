import type { Issue } from '../../contract/problem.js';
import { endlessIssues, takesNoTime } from './endless.js';
import { PHASE_NAMES, type ByClass, type Law, type Mix, type PartsSpec, type Queue, type Route, type Station, type Target } from './spec.js';

/** Tells what is wrong, by RFC 6901 pointer. */
type Tell = (pointer: string, detail: string) => void;

/** What of a specification cannot be simulated. */
export function specIssues(spec: PartsSpec): Issue[] {
  const issues: Issue[] = [];
  const tell: Tell = (pointer, detail) => issues.push({ pointer, detail });
  const classes = (spec.classes ?? [{ id: 'part' }]).map(({ id }) => id);
  unique('/classes', classes, tell);
  unique(
    '/stations',
    spec.stations.map(({ id }) => id),
    tell,
  );
  unique(
    '/sources',
    (spec.sources ?? []).map(({ id }) => id),
    tell,
  );
  if (spec.stations.length === 0) tell('/stations', 'a model needs a station');
  if (classes.length === 0) tell('/classes', 'a model needs a class');
  const known = { classes, stations: new Map(spec.stations.map((station) => [station.id, station])) };
  spec.stations.forEach((station, i) => stationIssues(station, known, `/stations/${i}`, tell));
  (spec.sources ?? []).forEach((source, i) => {
    const at = `/sources/${i}`;
    lawIssues(source.between, `${at}/between`, tell);
    if (source.together) lawIssues(source.together, `${at}/together`, tell);
    targetIssues(source.to, known, `${at}/to`, tell);
    mixIssues(source.mix, known, `${at}/mix`, tell);
    if (source.first !== undefined && !(source.first >= 0)) tell(`${at}/first`, 'must be zero or more');
    if (source.limit === undefined && takesNoTime(source.between))
      tell(`${at}/between`, 'takes no time: without a limit they would come for ever at one instant');
  });
  endlessIssues(spec.stations, tell);
  return issues;
}

interface Known {
  classes: readonly string[];
  stations: ReadonlyMap<string, Station>;
}

function unique(at: string, ids: readonly string[], tell: Tell): void {
  ids.forEach((id, i) => {
    if (ids.indexOf(id) !== i) tell(`${at}/${i}/id`, `${id} is used twice`);
  });
}

function stationIssues(station: Station, known: Known, at: string, tell: Tell): void {
  const { servers, inputs, batch, sleep } = station;
  if (servers !== undefined && servers !== 'infinite' && !isCount(servers, 1)) tell(`${at}/servers`, 'must be a whole number, at least one, or infinite');
  if (inputs?.length === 0) tell(`${at}/inputs`, 'a station needs an input');
  (inputs ?? []).forEach((queue, i) => queueIssues(queue, inputs!.length > 1 || (queue.takes ?? 1) > 1, `${at}/inputs/${i}`, tell));
  for (const id of classIdsOf(station.service)) if (!known.classes.includes(id)) tell(`${at}/service/byClass`, `${id} is no class`);
  for (const [law, pointer] of lawsOf(station, at)) lawIssues(law, pointer, tell);
  if (batch && !(isCount(batch.min, 1) && isCount(batch.max, batch.min))) tell(`${at}/batch`, 'needs 1 <= min <= max, whole numbers');
  if (sleep?.wakeAt !== undefined && !isCount(sleep.wakeAt, 1)) tell(`${at}/sleep/wakeAt`, 'must be a whole number, at least one');
  if (sleep?.wakeAt !== undefined && sleep.wakeAt > (inputs?.[0]?.waiting ?? Infinity))
    tell(`${at}/sleep/wakeAt`, 'is more than may wait: the server would never wake');
  if (station.yield !== undefined && !(station.yield >= 0 && station.yield <= 1)) tell(`${at}/yield`, 'must be between 0 and 1');
  mixIssues(station.supply?.mix, known, `${at}/supply/mix`, tell);
  routeIssues(station, known, at, tell);
  calendarIssues(station, at, tell);
  changeoverIssues(station, known, at, tell);
  powerIssues(station, at, tell);
  togetherIssues(station, at, tell);
}

const isCount = (n: number, from: number) => Number.isInteger(n) && n >= from;
const classIdsOf = (given: ByClass<unknown>) => ('every' in given ? [] : Object.keys(given.byClass));

function lawsOf(station: Station, at: string): [Law, string][] {
  const service: [Law, string][] =
    'every' in station.service
      ? [[station.service.every, `${at}/service/every`]]
      : Object.entries(station.service.byClass).map(([id, law]) => [law, `${at}/service/byClass/${id}`]);
  const failures = (station.failures ?? []).flatMap(({ after, lasts }, i): [Law, string][] => [
    [after, `${at}/failures/${i}/after`],
    [lasts, `${at}/failures/${i}/lasts`],
  ]);
  return [...service, ...failures, ...(station.sleep?.wakeUp ? [[station.sleep.wakeUp, `${at}/sleep/wakeUp`] as [Law, string]] : [])];
}

function lawIssues(law: Law, at: string, tell: Tell): void {
  if (law.dist === 'geometric' && !(law.step > 0 && law.mean >= law.step)) tell(at, 'needs a step of more than zero and a mean of at least one step');
  if (law.dist === 'sequence' && law.values.length === 0) tell(`${at}/values`, 'a sequence needs a value');
  if ((law.dist === 'sequence' || law.dist === 'empirical') && law.values.some((value) => !(value >= 0))) tell(`${at}/values`, 'must be zero or more');
  if ((law.dist === 'fixed' || law.dist === 'deterministic') && !(law.value >= 0)) tell(`${at}/value`, 'must be zero or more');
  if (law.dist === 'exponential' && !(law.mean > 0)) tell(`${at}/mean`, 'must be more than zero');
  if (law.dist === 'uniform' && !(law.min >= 0 && law.max >= law.min)) tell(at, 'needs 0 <= min <= max');
}

function queueIssues({ waiting, system, takes }: Queue, several: boolean, at: string, tell: Tell): void {
  if (waiting !== undefined && waiting !== null && !isCount(waiting, 0)) tell(`${at}/waiting`, 'must be a whole number, zero or more');
  if (system !== undefined && system !== null && !isCount(system, 1)) tell(`${at}/system`, 'must be a whole number, at least one');
  if (takes !== undefined && !isCount(takes, 1)) tell(`${at}/takes`, 'must be a whole number, at least one');
  if (several && (takes ?? 1) > Math.max(1, waiting ?? Infinity)) tell(`${at}/takes`, 'is more than may wait: nothing would ever be served');
}

function targetIssues(to: Target, known: Known, at: string, tell: Tell): void {
  const station = known.stations.get(to.station);
  if (station === undefined) tell(`${at}/station`, `${to.station} is no station`);
  else if (to.input !== undefined && !isCount(to.input, 0)) tell(`${at}/input`, 'must be a whole number, zero or more');
  else if ((to.input ?? 0) >= (station.inputs?.length ?? 1)) tell(`${at}/input`, `${to.station} has no input ${to.input}`);
}

function mixIssues(mix: Mix | undefined, known: Known, at: string, tell: Tell): void {
  (mix ?? []).forEach((part, i) => {
    if (!known.classes.includes(part.class)) tell(`${at}/${i}/class`, `${part.class} is no class`);
    if (!(part.share >= 0)) tell(`${at}/${i}/share`, 'must be zero or more');
  });
  if (mix !== undefined && !(mix.reduce((sum, { share }) => sum + share, 0) > 0)) tell(at, 'the shares must sum to more than zero');
}

function routeIssues(station: Station, known: Known, at: string, tell: Tell): void {
  const next = station.next;
  if (next === undefined) return;
  for (const id of classIdsOf(next)) if (!known.classes.includes(id)) tell(`${at}/next/byClass`, `${id} is no class`);
  const lists: [Route[], string][] =
    'every' in next ? [[next.every, `${at}/next/every`]] : Object.entries(next.byClass).map(([id, routes]) => [routes, `${at}/next/byClass/${id}`]);
  for (const [routes, pointer] of lists) {
    if (routes.reduce((sum, { probability }) => sum + probability, 0) > 1 + 1e-9) tell(pointer, 'the probabilities sum to more than one');
    routes.forEach((route, i) => {
      if (!(route.probability >= 0)) tell(`${pointer}/${i}/probability`, 'must be zero or more');
      if (route.to) targetIssues(route.to, known, `${pointer}/${i}/to`, tell);
      if (route.to && route.scrap) tell(`${pointer}/${i}/scrap`, 'a part that goes on is no scrap');
      if (route.becomes !== undefined && !known.classes.includes(route.becomes)) tell(`${pointer}/${i}/becomes`, `${route.becomes} is no class`);
      limitIssues(station, known, route, `${pointer}/${i}/to`, tell);
    });
  }
}

/** Limits behind a station that its way of blocking cannot keep. */
function limitIssues(station: Station, known: Known, route: Route, at: string, tell: Tell): void {
  const behind = route.to ? known.stations.get(route.to.station)?.inputs?.[route.to.input ?? 0] : undefined;
  const limited = behind !== undefined && ((behind.waiting ?? null) !== null || (behind.system ?? null) !== null);
  if (limited && (station.sharing || station.servers === 'infinite'))
    tell(at, 'behind a station that serves all at once there must be no limit: nothing could wait for room');
  if (station.blocking === 'before-service' && behind?.waiting === 0) tell(at, 'blocking before service needs a slot to wait in behind the station');
  if (station.blocking === 'before-service' && station.batch !== undefined) tell(at, 'blocking before service is for one part at a time');
}

function calendarIssues({ calendar }: Station, at: string, tell: Tell): void {
  if (calendar === undefined) return;
  const edges = calendar.spans.flat();
  if (edges.some((edge, i) => !(edge >= (edges[i - 1] ?? 0)))) tell(`${at}/calendar/spans`, 'must be in ascending order, from zero on');
  if (calendar.spans.length === 0) tell(`${at}/calendar/spans`, 'a calendar needs a span');
  if (calendar.period !== undefined && !(calendar.period >= (edges.at(-1) ?? 0) && calendar.period > 0))
    tell(`${at}/calendar/period`, 'must not end before the last span');
}

function changeoverIssues({ changeover }: Station, known: Known, at: string, tell: Tell): void {
  for (const [from, times] of Object.entries(changeover ?? {})) {
    if (!known.classes.includes(from)) tell(`${at}/changeover/${from}`, `${from} is no class`);
    for (const [to, time] of Object.entries(times)) {
      if (!known.classes.includes(to)) tell(`${at}/changeover/${from}/${to}`, `${to} is no class`);
      if (!(time >= 0)) tell(`${at}/changeover/${from}/${to}`, 'must be zero or more');
    }
  }
}

function powerIssues({ power }: Station, at: string, tell: Tell): void {
  for (const [phase, kw] of Object.entries(power ?? {})) {
    if (!(PHASE_NAMES as readonly string[]).includes(phase)) tell(`${at}/power/${phase}`, 'is no phase');
    if (!(kw >= 0)) tell(`${at}/power/${phase}`, 'must be zero or more');
  }
}

/** What does not go together. */
function togetherIssues(station: Station, at: string, tell: Tell): void {
  const together = station.batch !== undefined || (station.inputs?.length ?? 1) > 1;
  if (station.sharing || station.servers === 'infinite') {
    const given = (['failures', 'batch', 'sleep', 'calendar', 'changeover', 'supply', 'blocking', 'startKwh'] as const).filter(
      (key) => station[key] !== undefined,
    );
    for (const key of given) tell(`${at}/${key}`, 'is not for a station that serves all its parts at once');
    if ((station.inputs?.length ?? 1) > 1) tell(`${at}/inputs`, 'a station that serves all its parts at once has one input');
    if (station.discipline !== undefined && station.discipline !== 'fifo')
      tell(`${at}/discipline`, 'nobody waits at a station that serves all its parts at once');
  }
  if (together && station.supply) tell(`${at}/supply`, 'is for a station that serves one part at a time');
  if (together && (station.discipline === 'preemptive' || station.calendar?.policy === 'finish-before-end'))
    tell(at, 'serving several parts together cannot be interrupted or timed part by part');
  if (station.batch !== undefined && (station.inputs?.length ?? 1) > 1) tell(`${at}/batch`, 'is for a station of one input; use takes');
  if (station.discipline === 'preemptive' && (station.failures !== undefined || station.calendar !== undefined || station.changeover !== undefined))
    tell(`${at}/discipline`, 'preemption does not go with failures, calendars or changeovers');
}
