import { NEVER } from '../../engine/calendar.js';
import { seedStream, STREAM_WORDS } from '../../engine/random.js';
import { drawAllAhead } from './ahead.js';
import { addPresent, showPhase } from './account.js';
import { ACTIVITY, ARRIVED, AT, FLOW_STRIDE, OPENED, partsViews, viewParts, type PartsState, type Watch } from './layout.js';
import { draw, drawResidual } from './laws.js';
import { EVENT, FLAG, NONE, type PartsModel } from './model.js';
import { freeFrom, growPool, newPart } from './pool.js';
import { settleMarked, turnCalendar } from './run.js';
import { beginWork, complete, enter, hasRoom, mark, plan, serviceOf, settleServer, takesParts } from './server.js';
import { reseatShared, virtualAt } from './shared.js';
import type { Begin, ServerBegin } from './spec.js';
import { seatAll, setTimer } from './timers.js';

export type { PartsState } from './layout.js';

/** A state as JSON. Exact: every number comes back bit for bit. */
export interface PartsSnapshot {
  layout: string;
  capacity: number;
  fields: Record<string, number[]>;
}

export interface Luck {
  seed: number;
  replication: number;
}

/** Free parts beside the servers that a fresh pool has, and the places in queues that it is made for at most. */
const SPARE = 30;
const PLACES = 200;

/** Parts that a fresh pool has: where queues are short, all that ever fit. Forks copy it, so it is not made for all that might come. */
function freshCapacity(model: PartsModel): number {
  const places = model.waitingLimit.reduce((sum, limit) => sum + (limit === Infinity ? 0 : limit), 0);
  return SPARE + 2 * model.counts.servers + Math.min(PLACES, places);
}

/** The model at an instant: empty and every server ready, or as `begin` says. Throws where what it says finds no room. */
export function startParts(
  model: PartsModel,
  { seed, replication, at = 0, begin = {}, watch = null }: Luck & { at?: number; begin?: Begin; watch?: Watch | null },
): PartsState {
  const state = viewParts(model.layout, model.counts, freshCapacity(model));
  state.watch = watch;
  state.clock.fill(at);
  for (const view of [state.from, state.since, state.repairFrom, state.clockFrom, state.presentSince, state.waitingSince, state.lastArrival]) view.fill(at);
  state.left.fill(-1);
  state.times.fill(NEVER);
  for (const view of [state.part, state.setFor, state.blockedNext, state.blockedHead, state.blockedTail, state.head, state.tail]) view.fill(NONE);
  for (const view of [state.phase, state.open]) view.fill(1);
  state.pool.fill(NONE, 0, 1);
  freeFrom(state, 0);
  seatAll(state);
  seedStreams(model, state, seed, replication);
  beginSources(model, state, at);
  beginServers(model, state, at);
  placeAll(model, state, begin, at);
  settleMarked(model, state, at);
  return state;
}

function seedStreams(model: PartsModel, state: PartsState, seed: number, replication: number): void {
  for (let stream = 0; stream < model.counts.streams; stream++) {
    if (model.counting[stream] === 1) state.words.fill(0, STREAM_WORDS * stream, STREAM_WORDS * (stream + 1));
    else seedStream(state.words, STREAM_WORDS * stream, model.streamKeys[stream]!, seed, replication);
  }
  drawAllAhead(model, state);
}

function beginSources(model: PartsModel, state: PartsState, at: number): void {
  for (let source = 0; source < model.counts.sources; source++) {
    const first = model.sourceFirst[source]!;
    const time = Number.isNaN(first) ? at + draw(model, state, model.betweenLaw[source]!, model.betweenStream[source]!) : Math.max(at, first);
    setTimer(state, model.firstSourceTimer + source, model.sourceLimit[source]! > 0 ? time : NEVER, EVENT.arrive);
  }
}

function beginServers(model: PartsModel, state: PartsState, at: number): void {
  for (let clock = 0; clock < model.counts.clocks; clock++) {
    state.clockWork[clock] = state.clockLeft[clock] = draw(model, state, model.afterLaw[clock]!, model.afterStream[clock]!);
  }
  for (let station = 0; station < model.counts.stations; station++) {
    state.idle[station] = model.serverCount[station]!;
    const first = model.firstServer[station]!;
    for (let server = first; server < first + model.serverCount[station]!; server++) plan(model, state, server);
    if (model.calendars[station]) turnCalendar(model, state, station, at);
    mark(state, station);
  }
}

/** Puts parts on servers, then into queues, station by station. */
function placeAll(model: PartsModel, state: PartsState, begin: Begin, at: number): void {
  const stations = model.spec.stations.map(({ id }) => id);
  for (const [id, { servers = [], waiting = [] }] of Object.entries(begin)) {
    const station = stations.indexOf(id);
    if (station < 0) throw new RangeError(`${id} is no station`);
    if (servers.length > model.serverCount[station]!) throw new RangeError(`${id} has ${model.serverCount[station]} servers, not ${servers.length}`);
    servers.forEach((server, k) => placeServer(model, state, station, model.firstServer[station]! + k, server, at));
    waiting.forEach((parts, input) => {
      for (const kind of typeof parts === 'number' ? Array.from({ length: parts }, () => 0) : parts.map((name) => classNamed(model, name))) {
        placeWaiting(model, state, model.firstQueue[station]! + input, kind, at);
      }
    });
  }
  // Last, so that a finished part finds the queues as they are.
  for (const [id, { servers = [] }] of Object.entries(begin)) {
    const first = model.firstServer[stations.indexOf(id)]!;
    servers.forEach((server, k) => {
      if (server.state === 'finished') complete(model, state, first + k, at);
    });
  }
}

function classNamed(model: PartsModel, name: string): number {
  const index = (model.spec.classes ?? [{ id: 'part' }]).findIndex(({ id }) => id === name);
  if (index < 0) throw new RangeError(`${name} is no class`);
  return index;
}

function arriving(model: PartsModel, state: PartsState, kind: number, at: number): number {
  if (state.pool[1]! < model.counts.servers + 3) growPool(model, state);
  state.flow[FLOW_STRIDE * kind + ARRIVED]!++;
  return newPart(state, kind, at);
}

function placeWaiting(model: PartsModel, state: PartsState, queue: number, kind: number, at: number): void {
  if (!hasRoom(model, state, queue)) throw new RangeError(`more parts than fit at ${model.spec.stations[model.queueStation[queue]!]!.id}`);
  enter(model, state, queue, arriving(model, state, kind, at), at);
}

function placeServer(model: PartsModel, state: PartsState, station: number, server: number, begin: ServerBegin, at: number): void {
  begin.clockAges?.forEach((age, k) => ageClock(model, state, model.firstClock[server]! + k, age));
  if (begin.down !== undefined) placeDown(model, state, server, model.firstClock[server]! + begin.down, begin.downAge ?? 0, at);
  if (begin.state !== 'empty') {
    const part = arriving(model, state, begin.class === undefined ? 0 : classNamed(model, begin.class), at);
    state.came[part] = at;
    state.next[part] = NONE;
    state.part[server] = part;
    state.setFor[server] = state.kind[part]!;
    addPresent(state, station, 1, at);
    state.idle[station]!--;
    beginWork(model, state, station, server, at);
    if (begin.workAge) {
      const at0 = station * model.counts.classes + state.kind[part]!;
      state.left[server] = drawResidual(model, state, model.serviceLaw[at0]!, model.serviceStream[station]!, state.work[server]!, begin.workAge);
      state.work[server] = begin.workAge + state.left[server];
    }
  } else if (!takesParts(model, state, station, server)) state.idle[station]!--;
  showPhase(model, state, server, at);
  state.since[server] = at;
  plan(model, state, server);
}

function ageClock(model: PartsModel, state: PartsState, clock: number, age: number): void {
  const left = drawResidual(model, state, model.afterLaw[clock]!, model.afterStream[clock]!, state.clockWork[clock]!, age);
  state.clockLeft[clock] = left;
  state.clockWork[clock] = age + left;
}

function placeDown(model: PartsModel, state: PartsState, server: number, clock: number, age: number, at: number): void {
  const drawn = draw(model, state, model.lastsLaw[clock]!, model.lastsStream[clock]!);
  state.down[server] = clock + 1;
  state.repairLeft[server] = age > 0 ? drawResidual(model, state, model.lastsLaw[clock]!, model.lastsStream[clock]!, drawn, age) : drawn;
  state.repairWork[server] = age + state.repairLeft[server];
  state.repairFrom[server] = at;
}

/** Instant of a state. */
export const timeOfParts = (state: PartsState): number => state.clock[AT]!;

/** Sums begin at zero here. What is under way counts from here on. */
export function openPartsAccount(model: PartsModel, state: PartsState): void {
  const at = state.clock[AT]!;
  state.clock[OPENED] = at;
  for (const sums of [state.spent, state.presentArea, state.waitingArea, state.stay, state.tally, state.flow, state.passed, state.startCount]) sums.fill(0);
  for (const since of [state.since, state.presentSince, state.waitingSince]) {
    // Virtual time of a station that shares is told from its last change.
    if (since === state.presentSince) {
      for (let station = 0; station < model.counts.stations; station++) state.sharedVirtual[station] = virtualAt(model, state, station, at);
    }
    since.fill(at);
  }
}

/** Exact copy, into another state of the same layout where given. */
export function copyParts(model: PartsModel, state: PartsState, into?: PartsState): PartsState {
  if (into === undefined || into.capacity !== state.capacity) {
    const copied = viewParts(state.layout, model.counts, state.capacity, state.bytes.slice().buffer);
    return into === undefined ? copied : Object.assign(into, copied, { watch: into.watch });
  }
  into.bytes.set(state.bytes);
  return into;
}

/**
 * A copy whose future is drawn afresh. What is under way goes on with its residual life given its age: services, changeovers keep
 * theirs, failure clocks, repairs, wake-ups, and the time to the next arrival.
 */
export function forkParts(model: PartsModel, state: PartsState, { seed, replication }: Luck, into?: PartsState): PartsState {
  requireLayout(model, state);
  const forked = copyParts(model, state, into);
  const now = forked.clock[AT]!;
  const listed = model.counting.some((counts) => counts === 1) ? state.words.slice() : null;
  seedStreams(model, forked, seed, replication);
  // A list of values is no chance: it goes on where it was.
  listed?.forEach((word, i) => {
    if (model.counting[Math.floor(i / STREAM_WORDS)] === 1) forked.words[i] = word;
  });
  for (let server = 0; server < model.counts.servers; server++) redrawServer(model, forked, server, now);
  for (let station = 0; station < model.counts.stations; station++) {
    if (model.shared[station] !== NONE) redrawShared(model, forked, station, now);
    redrawNeeds(model, forked, station);
  }
  for (let source = 0; source < model.counts.sources; source++) redrawArrival(model, forked, source, now);
  return forked;
}

function redrawServer(model: PartsModel, state: PartsState, server: number, now: number): void {
  if (state.off[server] === 0) settleServer(model, state, server, now);
  const station = model.serverStation[server]!;
  const activity = state.activity[server]!;
  const [law, stream] =
    activity === ACTIVITY.busy
      ? [model.serviceLaw[station * model.counts.classes + state.kind[state.part[server]!]!]!, model.serviceStream[station]!]
      : activity === ACTIVITY.waking
        ? [model.wakeUpLaw[station]!, model.wakeUpStream[station]!]
        : [NONE, NONE];
  if (law !== NONE) {
    const age = state.work[server]! - state.left[server]!;
    state.left[server] = drawResidual(model, state, law, stream, state.work[server]!, age);
    state.work[server] = age + state.left[server];
  }
  for (let clock = model.firstClock[server]!; clock < model.endClock[server]!; clock++) {
    if (state.down[server] !== clock + 1) ageClock(model, state, clock, state.clockWork[clock]! - state.clockLeft[clock]!);
  }
  if (state.down[server] !== 0) {
    const clock = state.down[server]! - 1;
    const age = state.repairWork[server]! - state.repairLeft[server]!;
    state.repairLeft[server] = drawResidual(model, state, model.lastsLaw[clock]!, model.lastsStream[clock]!, state.repairWork[server]!, age);
    state.repairWork[server] = age + state.repairLeft[server];
  }
  plan(model, state, server);
}

function redrawShared(model: PartsModel, state: PartsState, station: number, now: number): void {
  const virtual = virtualAt(model, state, station, now);
  const base = model.shared[station]! * state.capacity;
  const keys = new Map<number, number>();
  for (let i = base; i < base + state.present[station]!; i++) {
    const part = state.sharedPart[i]!;
    const had = Math.max(0, state.need[part]! - (state.key[i]! - virtual));
    const law = model.serviceLaw[station * model.counts.classes + state.kind[part]!]!;
    const left = drawResidual(model, state, law, model.serviceStream[station]!, state.need[part]!, had);
    state.need[part] = had + left;
    keys.set(part, virtual + left);
  }
  reseatShared(model, state, station, (part) => keys.get(part)!, now);
}

/** Services that were drawn for parts that still wait. Of one that was interrupted the time it had is not known: it stays. */
function redrawNeeds(model: PartsModel, state: PartsState, station: number): void {
  if ((model.flags[station]! & FLAG.fits) === 0) return;
  const first = model.firstList[model.firstQueue[station]!]!;
  for (let list = first; list < first + model.listCount[model.firstQueue[station]!]!; list++) {
    for (let part = state.head[list]!; part !== NONE; part = state.next[part]!)
      if (state.need[part]! >= 0) state.need[part] = serviceOf(model, state, station, part);
  }
}

function redrawArrival(model: PartsModel, state: PartsState, source: number, now: number): void {
  const timer = model.firstSourceTimer + source;
  const due = state.times[timer]!;
  if (due >= NEVER || (state.arrivals[source] === 0 && !Number.isNaN(model.sourceFirst[source]!))) return;
  const last = state.lastArrival[source]!;
  const left = drawResidual(model, state, model.betweenLaw[source]!, model.betweenStream[source]!, due - last, now - last);
  setTimer(state, timer, now + left, EVENT.arrive);
}

function requireLayout(model: PartsModel, state: PartsState): void {
  if (state.layout !== model.layout) throw new TypeError(`a state of ${state.layout} does not fit the model ${model.layout}`);
}

export function snapshotParts(model: PartsModel, state: PartsState): PartsSnapshot {
  requireLayout(model, state);
  return { layout: state.layout, capacity: state.capacity, fields: Object.fromEntries(partsViews(state).map(([name, view]) => [name, Array.from(view)])) };
}

/** The state of a snapshot, or why it does not fit this model. */
export function restoreParts(model: PartsModel, saved: PartsSnapshot): { ok: true; state: PartsState } | { ok: false; reason: string } {
  if (saved?.layout !== model.layout) return { ok: false, reason: `the snapshot is of another model or version: ${saved?.layout} instead of ${model.layout}` };
  if (!Number.isInteger(saved.capacity) || saved.capacity < 1) return { ok: false, reason: 'capacity: expected a whole number' };
  const state = viewParts(model.layout, model.counts, saved.capacity);
  for (const [name, view] of partsViews(state)) {
    const numbers = saved.fields?.[name];
    if (!Array.isArray(numbers) || numbers.length !== view.length) return { ok: false, reason: `${name}: expected ${view.length} numbers` };
    view.set(numbers);
    if (!numbers.every((number, i) => view[i] === number)) return { ok: false, reason: `${name}: not every entry is a number of its kind` };
  }
  return { ok: true, state };
}
