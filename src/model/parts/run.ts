import { NEVER } from '../../engine/calendar.js';
import { deskOf } from './desk.js';
import { worksAt } from './calendar.js';
import { setPhase, showPhase } from './account.js';
import { ACTIVITY, ARRIVED, AT, FLOW_STRIDE, FREE_COUNT, HAPPENING, LOST, PHASE, type PartsState } from './layout.js';
import { draw } from './laws.js';
import { EVENT, FLAG, NONE, ON_FAILURE, POLICY, type PartsModel } from './model.js';
import { freePart, growPool, newPart } from './pool.js';
import { runPlain } from './plain.js';
import {
  beginWork,
  callFeeders,
  complete,
  drawClass,
  enter,
  hasRoom,
  load,
  mark,
  moveOn,
  nextList,
  plan,
  preempt,
  release,
  routeOf,
  scrapLoad,
  serviceOf,
  settleServer,
  supplied,
  takesParts,
  unblock,
} from './server.js';
import { finishShared, planShared } from './shared.js';
import { setTimer } from './timers.js';

/**
 * Runs every event up to and at `until`. All events of one instant happen, in the order of their kinds (calendars, completions, ends of
 * setups, repairs, failures, arrivals, sleep) and within a kind of their timers; only then is anything started, so that what
 * starts sees the whole instant. Stopping on the way changes nothing. Throws where `until` lies before the state.
 */
export function runParts(model: PartsModel, state: PartsState, until: number): void {
  if (!(until >= state.clock[AT]!)) throw new RangeError(`cannot run back from ${state.clock[AT]} to ${until}`);
  const reserve = model.counts.servers + 2;
  const heaped = state.heap.length > 0;
  const timers = model.counts.timers;
  const quick = state.watch === null && model.plain.includes(1);
  let desk = deskOf(model, state);
  let now = state.clock[AT]!;
  let { times, kinds, pool } = state;
  for (;;) {
    if (pool[FREE_COUNT]! < reserve) {
      growPool(model, state);
      ({ times, kinds, pool } = state);
      desk = deskOf(model, state);
    }
    if (quick && state.dirtyCount === 0) {
      runPlain(desk, until, reserve);
      if (pool[FREE_COUNT]! < reserve) continue;
    }
    let timer = 0;
    let at = times[0]!;
    let tie = false;
    if (heaped) {
      timer = state.heap[0]!;
      at = times[timer]!;
      tie = times[state.heap[1]!] === at || times[state.heap[2]!] === at;
    } else {
      for (let i = 1; i < timers; i++) {
        const other = times[i]!;
        if (other > at) continue;
        tie = other === at;
        if (tie && kinds[i]! >= kinds[timer]!) continue;
        at = other;
        timer = i;
      }
    }
    if (state.dirtyCount > 0 && at > now) {
      settleMarked(model, state, now);
      continue;
    }
    if (at > until) break;
    now = at;
    happen(model, state, timer, kinds[timer]!, now);
    if (heaped) tie = state.times[state.heap[0]!]! === now;
    if (!tie) settleMarked(model, state, now);
  }
  state.clock[AT] = until;
}

/** Looks at the marked stations until nothing more can start. */
export function settleMarked(model: PartsModel, state: PartsState, now: number): void {
  while (state.dirtyCount > 0) {
    const station = state.dirty[--state.dirtyCount]!;
    state.marked[station] = 0;
    if (model.shared[station] === NONE) refresh(model, state, station, now);
    else admit(model, state, station, now);
  }
}

/** Starts what can start at a station and lets in who waits for room, until neither is possible. */
function refresh(model: PartsModel, state: PartsState, station: number, now: number): void {
  const flags = model.flags[station]!;
  if (flags & FLAG.sleep) wakeCalled(model, state, station, now);
  for (;;) {
    if (state.idle[station]! > 0 && mayStart(model, state, station, flags, now)) load(model, state, station, idleServer(model, state, station), now);
    else if (!admit(model, state, station, now) && !((flags & FLAG.preemptive) !== 0 && waits(model, state, station) && preempt(model, state, station, now)))
      break;
  }
  if (flags & (FLAG.before | FLAG.sleep) && state.idle[station]! > 0) rest(model, state, station, flags, now);
}

const waits = (model: PartsModel, state: PartsState, station: number) => state.waiting[model.firstQueue[station]!]! > 0;

/** Lets in the server that has waited longest for room at a queue of the station. */
function admit(model: PartsModel, state: PartsState, station: number, now: number): boolean {
  const first = model.firstQueue[station]!;
  for (let queue = first; queue < first + model.queueCount[station]!; queue++) {
    if (state.blockedHead[queue] !== NONE && hasRoom(model, state, queue)) {
      unblock(model, state, queue, now);
      return true;
    }
  }
  return false;
}

function idleServer(model: PartsModel, state: PartsState, station: number): number {
  let server = model.firstServer[station]!;
  if (model.serverCount[station] === 1) return server;
  while (state.activity[server] !== ACTIVITY.idle || !takesParts(model, state, station, server)) server++;
  return server;
}

const SPECIAL = FLAG.before | FLAG.calendar | FLAG.several | FLAG.fits;

function mayStart(model: PartsModel, state: PartsState, station: number, flags: number, now: number): boolean {
  const queue = model.firstQueue[station]!;
  if ((flags & SPECIAL) === 0) return state.waiting[queue]! > 0 || (flags & FLAG.supply) !== 0;
  if (flags & FLAG.calendar && state.open[station] === 0) return false;
  if (flags & FLAG.several) return hasAll(model, state, station);
  if (state.waiting[queue] === 0) {
    if ((flags & FLAG.supply) === 0) return false;
    if ((flags & (FLAG.before | FLAG.fits)) === 0) return true;
    enter(model, state, queue, supplied(model, state, station, now), now);
  }
  const server = idleServer(model, state, station);
  const part = state.head[nextList(model, state, station, server)]!;
  if (flags & FLAG.before) {
    const to = model.routeTo[routeOf(model, state, station, part)]!;
    if (to >= 0 && !hasRoom(model, state, to)) return false;
  }
  return (flags & FLAG.fits) === 0 || fits(model, state, station, server, part, now);
}

function hasAll(model: PartsModel, state: PartsState, station: number): boolean {
  const first = model.firstQueue[station]!;
  if (model.queueCount[station] === 1 && model.takes[first] === 1) return state.waiting[first]! >= model.batchMin[station]!;
  for (let queue = first; queue < first + model.queueCount[station]!; queue++) {
    // What feeders hold finished can be taken from them.
    let ready = state.waiting[queue]!;
    for (let server = state.blockedHead[queue]!; server !== NONE && ready < model.takes[queue]!; server = state.blockedNext[server]!) ready++;
    if (ready < model.takes[queue]!) return false;
  }
  return true;
}

/** Whether a part can be finished before the station closes. Its service is drawn now, and kept. */
function fits(model: PartsModel, state: PartsState, station: number, server: number, part: number, now: number): boolean {
  if (state.need[part]! < 0) state.need[part] = serviceOf(model, state, station, part);
  const change = model.changeover[station];
  const from = state.setFor[server]!;
  const setup = change && from !== NONE ? change[from * model.counts.classes + state.kind[part]!]! : 0;
  return now + setup + state.need[part]! <= state.closesAt[station]!;
}

/** Servers that stay without a part: blocked where one waits that finds no room behind, else starved, and on their way to sleep. */
function rest(model: PartsModel, state: PartsState, station: number, flags: number, now: number): void {
  const first = model.firstServer[station]!;
  const held = (flags & FLAG.before) !== 0 && waits(model, state, station);
  for (let server = first; server < first + model.serverCount[station]!; server++) {
    if (state.activity[server] !== ACTIVITY.idle || state.off[server] !== 0 || state.down[server] !== 0) continue;
    if (flags & FLAG.before) setPhase(model, state, server, held ? PHASE.blocked : PHASE.starved, now);
    if ((flags & FLAG.sleep) === 0) continue;
    if (model.sleepAfter[station] === 0) fallAsleep(model, state, station, server, now);
    else if (state.left[server]! < 0) {
      state.work[server] = state.left[server] = model.sleepAfter[station]!;
      state.from[server] = now;
      plan(model, state, server);
    }
  }
}

function fallAsleep(model: PartsModel, state: PartsState, station: number, server: number, now: number): void {
  state.activity[server] = ACTIVITY.asleep;
  state.left[server] = -1;
  state.idle[station]!--;
  showPhase(model, state, server, now);
  plan(model, state, server);
}

/** Wakes a sleeping server for each part that waits and has none on its way, once enough of them wait. */
function wakeCalled(model: PartsModel, state: PartsState, station: number, now: number): void {
  const waiting = state.waiting[model.firstQueue[station]!]!;
  if (waiting < model.wakeAt[station]! && (model.flags[station]! & FLAG.supply) === 0) return;
  const first = model.firstServer[station]!;
  const end = first + model.serverCount[station]!;
  let coming = state.idle[station]!;
  for (let server = first; server < end; server++) if (state.activity[server] === ACTIVITY.waking) coming++;
  for (let server = first; server < end && (coming < waiting || model.flags[station]! & FLAG.supply); server++) {
    if (state.activity[server] !== ACTIVITY.asleep || !takesParts(model, state, station, server)) continue;
    wake(model, state, station, server, now);
    coming++;
  }
}

function wake(model: PartsModel, state: PartsState, station: number, server: number, now: number): void {
  state.watch?.(HAPPENING.wake, now, station, NONE);
  if (model.wakeUpLaw[station] === NONE) {
    state.activity[server] = ACTIVITY.idle;
    state.idle[station]!++;
    return;
  }
  state.activity[server] = ACTIVITY.waking;
  state.work[server] = state.left[server] = draw(model, state, model.wakeUpLaw[station]!, model.wakeUpStream[station]!);
  state.from[server] = now;
  showPhase(model, state, server, now);
  plan(model, state, server);
}

/** The event of a timer. */
function happen(model: PartsModel, state: PartsState, timer: number, kind: number, now: number): void {
  const server = timer - model.firstServerTimer;
  switch (kind) {
    case EVENT.complete:
      if (server < model.counts.servers) complete(model, state, server, now);
      else completeShared(model, state, timer, now);
      return;
    case EVENT.arrive:
      return arrive(model, state, timer, now);
    case EVENT.fail:
      return fail(model, state, server, now);
    case EVENT.repair:
      return repair(model, state, server, now);
    case EVENT.ready:
      return ready(model, state, server, now);
    case EVENT.sleep:
      fallAsleep(model, state, model.serverStation[server]!, server, now);
      return mark(state, model.serverStation[server]!);
    default:
      return turnCalendar(model, state, model.stationTimer.indexOf(timer), now);
  }
}

function completeShared(model: PartsModel, state: PartsState, timer: number, now: number): void {
  const station = model.stationTimer.indexOf(timer);
  const part = finishShared(model, state, station, now);
  state.watch?.(HAPPENING.finish, now, station, part);
  moveOn(model, state, station, part, routeOf(model, state, station, part), now);
  mark(state, station);
  planShared(model, state, station, now);
}

function arrive(model: PartsModel, state: PartsState, timer: number, now: number): void {
  const source = timer - model.firstSourceTimer;
  const queue = model.sourceTo[source]!;
  const kind = drawClass(state, model.mix[source]!, model.mixStream[source]!);
  const part = newPart(state, kind, now);
  state.flow[FLOW_STRIDE * kind + ARRIVED]!++;
  if (hasRoom(model, state, queue)) enter(model, state, queue, part, now);
  else {
    state.flow[FLOW_STRIDE * kind + LOST]!++;
    state.watch?.(HAPPENING.lost, now, model.queueStation[queue]!, part);
    freePart(state, part);
  }
  const arrivals = state.arrivals[source]! + 1;
  state.arrivals[source] = arrivals;
  state.lastArrival[source] = now;
  const more = arrivals < model.sourceLimit[source]!;
  setTimer(state, timer, more ? nextArrival(model, state, source, now) : NEVER, EVENT.arrive);
}

/** Instant of the next part of a source, after one that came now: at once, as long as others of its group are to come. */
function nextArrival(model: PartsModel, state: PartsState, source: number, now: number): number {
  const together = model.togetherLaw[source]!;
  if (together !== NONE) {
    // A group is drawn with its first part.
    const left = state.toCome[source]! > 0 ? state.toCome[source]! : Math.round(draw(model, state, together, model.togetherStream[source]!));
    state.toCome[source] = Math.max(0, left - 1);
    if (left > 1) return now;
  }
  return now + draw(model, state, model.betweenLaw[source]!, model.betweenStream[source]!);
}

function fail(model: PartsModel, state: PartsState, server: number, now: number): void {
  const station = model.serverStation[server]!;
  const clock = state.failing[server]!;
  const idle = state.activity[server] === ACTIVITY.idle;
  settleServer(model, state, server, now);
  state.down[server] = clock + 1;
  state.repairWork[server] = state.repairLeft[server] = draw(model, state, model.lastsLaw[clock]!, model.lastsStream[clock]!);
  state.repairFrom[server] = now;
  state.watch?.(HAPPENING.fail, now, station, state.part[server]!);
  if (idle && !takesParts(model, state, station, server)) state.idle[station]!--;
  if (state.activity[server] === ACTIVITY.busy && model.clockPart[clock] !== ON_FAILURE.resume) {
    if (model.clockPart[clock] === ON_FAILURE.restart) state.left[server] = state.work[server]!;
    else {
      scrapLoad(model, state, station, server, now);
      return release(model, state, station, server, now);
    }
  }
  showPhase(model, state, server, now);
  plan(model, state, server);
}

function repair(model: PartsModel, state: PartsState, server: number, now: number): void {
  const station = model.serverStation[server]!;
  const clock = state.down[server]! - 1;
  const couldTake = takesParts(model, state, station, server);
  state.down[server] = 0;
  state.clockWork[clock] = state.clockLeft[clock] = draw(model, state, model.afterLaw[clock]!, model.afterStream[clock]!);
  goOn(model, state, server, now);
  if (state.activity[server] === ACTIVITY.idle && !couldTake) state.idle[station]!++;
  state.watch?.(HAPPENING.repair, now, station, state.part[server]!);
  callFeeders(model, state, station);
  mark(state, station);
}

/** What rested goes on from here: the activity, and the clocks that always run. */
function goOn(model: PartsModel, state: PartsState, server: number, now: number): void {
  state.from[server] = now;
  state.repairFrom[server] = now;
  for (let clock = model.firstClock[server]!; clock < model.endClock[server]!; clock++) state.clockFrom[clock] = now;
  showPhase(model, state, server, now);
  plan(model, state, server);
}

/** The end of a changeover or of waking up. */
function ready(model: PartsModel, state: PartsState, server: number, now: number): void {
  const station = model.serverStation[server]!;
  settleServer(model, state, server, now);
  if (state.activity[server] === ACTIVITY.setup) return beginWork(model, state, station, server, now);
  state.activity[server] = ACTIVITY.idle;
  state.left[server] = -1;
  state.idle[station]!++;
  plan(model, state, server);
  mark(state, station);
}

/** A station opens or closes. A part whose service ends at the very instant of closing is finished. */
export function turnCalendar(model: PartsModel, state: PartsState, station: number, now: number): void {
  const { works, until } = worksAt(model.calendars[station]!, now);
  state.open[station] = works ? 1 : 0;
  state.closesAt[station] = until;
  setTimer(state, model.stationTimer[station]!, until, EVENT.calendar);
  state.watch?.(works ? HAPPENING.open : HAPPENING.close, now, station, NONE);
  const first = model.firstServer[station]!;
  for (let server = first; server < first + model.serverCount[station]!; server++) {
    if (works) open(model, state, station, server, now);
    else close(model, state, station, server, now);
  }
  if (works) mark(state, station);
}

function open(model: PartsModel, state: PartsState, station: number, server: number, now: number): void {
  if (state.off[server] === 0) return;
  state.off[server] = 0;
  goOn(model, state, server, now);
  if (state.activity[server] === ACTIVITY.idle && takesParts(model, state, station, server)) state.idle[station]!++;
}

function close(model: PartsModel, state: PartsState, station: number, server: number, now: number): void {
  const policy = model.policy[station]!;
  const timer = model.firstServerTimer + server;
  const working = state.activity[server] === ACTIVITY.busy || state.activity[server] === ACTIVITY.setup;
  if (working && policy >= POLICY['finish-over']) return;
  if (state.kinds[timer] === EVENT.complete && state.times[timer] === now) return;
  if (state.activity[server] === ACTIVITY.idle && takesParts(model, state, station, server)) state.idle[station]!--;
  settleServer(model, state, server, now);
  if (working && policy === POLICY.restart) state.left[server] = state.work[server]!;
  state.off[server] = 1;
  showPhase(model, state, server, now);
  plan(model, state, server);
}
