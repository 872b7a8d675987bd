import { addPresent, addWaiting, setPhase, showPhase, tallyExit, tallyStart } from './account.js';
import { NEVER } from '../../engine/calendar.js';
import { ACTIVITY, ARRIVED, FLOW_STRIDE, PHASE, PHASES, STARTED, TALLY_STRIDE, type PartsState } from './layout.js';
import { draw } from './laws.js';
import { EVENT, FLAG, LEAVES, NONE, type PartsModel } from './model.js';
import { append, freePart, newPart, takeFirst } from './pool.js';
import { block, drawClass, plan, routeOf, settleServer, supplied } from './server.js';
import { setTimer } from './timers.js';

/**
 * The short way for what happens most: an event that has its instant to itself, at stations that only take, serve and hand on. It
 * does to the bit what the general way does, but a part goes straight from server to server or queue, and a server from part to
 * part, without the marks and idle moments in between. Where it cannot, it does nothing and says so.
 */

/** Service is over at a server; true where that is done. */
export function completePlain(model: PartsModel, state: PartsState, server: number, now: number): boolean {
  const station = model.serverStation[server]!;
  if (model.plain[station] === 0) return false;
  const part = state.part[server]!;
  const at = station * model.counts.classes + state.kind[part]!;
  let route = model.firstRoute[at]!;
  if (route + 1 < model.endRoute[at]!) route = routeOf(model, state, station, part);
  const to = model.routeTo[route]!;
  const next = to >= 0 ? model.queueStation[to]! : NONE;
  if (next !== NONE && (model.plain[next] === 0 || next === station)) return false;
  if (model.flags[station]! & FLAG.clocks) settleServer(model, state, server, now);
  if (next !== NONE && !hasPlainRoom(model, state, next, to)) {
    state.activity[server] = ACTIVITY.finished;
    state.left[server] = -1;
    state.route[part] = route;
    block(model, state, station, server, to, now);
    return true;
  }
  leave(state, station, part, now);
  if (next === NONE) depart(state, part, to, now);
  else {
    if (model.routeBecomes[route] !== NONE) state.kind[part] = model.routeBecomes[route]!;
    takeIn(model, state, next, to, part, now);
  }
  refill(model, state, station, server, now);
  return true;
}

/** A part arrives from a source; true where that is done. */
export function arrivePlain(model: PartsModel, state: PartsState, timer: number, now: number): boolean {
  const source = timer - model.firstSourceTimer;
  const queue = model.sourceTo[source]!;
  const station = model.queueStation[queue]!;
  if (model.plain[station] === 0 || model.togetherLaw[source] !== NONE || !hasPlainRoom(model, state, station, queue)) return false;
  const kind = drawClass(state, model.mix[source]!, model.mixStream[source]!);
  const part = newPart(state, kind, now);
  state.flow[FLOW_STRIDE * kind + ARRIVED]!++;
  takeIn(model, state, station, queue, part, now);
  const arrivals = state.arrivals[source]! + 1;
  state.arrivals[source] = arrivals;
  state.lastArrival[source] = now;
  const more = arrivals < model.sourceLimit[source]!;
  setTimer(state, timer, more ? now + draw(model, state.words, model.betweenLaw[source]!, model.betweenStream[source]!) : NEVER, EVENT.arrive);
  return true;
}

/** Whether a plain station takes one part more: nothing is reserved there. */
function hasPlainRoom(model: PartsModel, state: PartsState, station: number, queue: number): boolean {
  if (model.limited[queue] === 0) return true;
  const waiting = state.waiting[queue]!;
  const limit = model.waitingLimit[queue]!;
  return (waiting < limit || waiting < limit + state.idle[station]!) && state.present[station]! < model.systemLimit[queue]!;
}

/** A part leaves a station. */
function leave(state: PartsState, station: number, part: number, now: number): void {
  addPresent(state, station, -1, now);
  state.passed[station]!++;
  state.stay[station]! += now - state.came[part]!;
  state.route[part] = NONE;
}

/** A part leaves the system. */
function depart(state: PartsState, part: number, to: number, now: number): void {
  tallyExit(state, part, to === LEAVES, now);
  freePart(state, part);
}

/** A part comes to a station with room: onto an idle server, else into the queue. */
function takeIn(model: PartsModel, state: PartsState, station: number, queue: number, part: number, now: number): void {
  state.came[part] = now;
  addPresent(state, station, 1, now);
  if (state.idle[station] === 0) {
    addWaiting(state, queue, 1, now);
    append(state, model.firstList[queue]!, part);
    return;
  }
  addWaiting(state, queue, 0, now);
  state.next[part] = NONE;
  state.idle[station]!--;
  state.tally[TALLY_STRIDE * (station * model.counts.classes + state.kind[part]!) + STARTED]!++;
  const server = idleServer(model, state, station);
  if (state.phase[server] === PHASE.starved && state.since[server]! < now) state.startCount[station]!++;
  serve(model, state, station, server, part, now);
}

function idleServer(model: PartsModel, state: PartsState, station: number): number {
  let server = model.firstServer[station]!;
  const downToo = model.flags[station]! & FLAG.loadWhileDown;
  while (state.activity[server] !== ACTIVITY.idle || (state.down[server] !== 0 && downToo === 0)) server++;
  return server;
}

/** A server that has nothing any more takes the next part; a place that this frees is filled by who waits for it, and so on upstream. */
function refill(model: PartsModel, state: PartsState, station: number, server: number, now: number): void {
  for (;;) {
    const queue = model.firstQueue[station]!;
    if (state.waiting[queue]! > 0) {
      const part = takeFirst(state, model.firstList[queue]!);
      addWaiting(state, queue, -1, now);
      state.next[part] = NONE;
      tallyStart(model, state, station, part, now);
      serve(model, state, station, server, part, now);
    } else if (model.flags[station]! & FLAG.supply) {
      const part = supplied(model, state, station, now);
      state.came[part] = now;
      addPresent(state, station, 1, now);
      state.next[part] = NONE;
      serve(model, state, station, server, part, now);
    } else rest(model, state, station, server, now);
    const blocked = state.blockedHead[queue]!;
    if (blocked === NONE || !hasPlainRoom(model, state, station, queue)) return;
    const from = model.serverStation[blocked]!;
    state.blockedHead[queue] = state.blockedNext[blocked]!;
    const part = state.part[blocked]!;
    const becomes = model.routeBecomes[state.route[part]!]!;
    leave(state, from, part, now);
    if (becomes !== NONE) state.kind[part] = becomes;
    takeIn(model, state, station, queue, part, now);
    station = from;
    server = blocked;
  }
}

/** A server stays without a part. */
function rest(model: PartsModel, state: PartsState, station: number, server: number, now: number): void {
  state.part[server] = NONE;
  state.activity[server] = ACTIVITY.idle;
  state.left[server] = -1;
  if (model.flags[station]! & FLAG.clocks) {
    if (state.down[server] === 0 || model.flags[station]! & FLAG.loadWhileDown) state.idle[station]!++;
    showPhase(model, state, server, now);
    plan(model, state, server);
    return;
  }
  state.idle[station]!++;
  setPhase(model, state, server, PHASE.starved, now);
  setTimer(state, model.firstServerTimer + server, NEVER, EVENT.complete);
}

/** A server begins to serve a part. */
function serve(model: PartsModel, state: PartsState, station: number, server: number, part: number, now: number): void {
  const work = draw(model, state.words, model.serviceLaw[station * model.counts.classes + state.kind[part]!]!, model.serviceStream[station]!);
  state.part[server] = part;
  state.activity[server] = ACTIVITY.busy;
  state.work[server] = work;
  state.left[server] = work;
  state.from[server] = now;
  if (state.down[server] !== 0) return;
  state.spent[PHASES * station + state.phase[server]!]! += now - state.since[server]!;
  state.since[server] = now;
  state.phase[server] = PHASE.busy;
  setTimerOfWork(model, state, server, now, work);
}

/** The end of the work or, before it, a failure: what plan does for a server that has just begun. */
function setTimerOfWork(model: PartsModel, state: PartsState, server: number, now: number, work: number): void {
  let time = now + work;
  let kind: number = EVENT.complete;
  let failing: number = NONE;
  const { clockLeft, clockFrom } = state;
  const end = model.endClock[server]!;
  for (let clock = model.firstClock[server]!; clock < end; clock++) {
    const fails = (model.clockRunsAlways[clock] === 0 ? now : clockFrom[clock]!) + clockLeft[clock]!;
    if (fails < time) {
      time = fails;
      kind = EVENT.fail;
      failing = clock;
    }
  }
  state.failing[server] = failing;
  setTimer(state, model.firstServerTimer + server, time, kind);
}
