import { NEVER } from '../../engine/calendar.js';
import { nextUniform, STREAM_WORDS } from '../../engine/random.js';
import { addPresent, addWaiting, setPhase, showPhase, tallyBegin, tallyExit, tallyStart } from './account.js';
import { ACTIVITY, ARRIVED, FLOW_STRIDE, HAPPENING, JOINED, PHASE, type PartsState } from './layout.js';
import { draw } from './laws.js';
import { EVENT, FLAG, LEAVES, NONE, type MixTable, type PartsModel } from './model.js';
import { append, freePart, newPart, number, prepend, takeFirst } from './pool.js';
import { joinShared } from './shared.js';
import { setTimer } from './timers.js';

/** How parts move: into queues, onto servers, on to the next station. */

/** A station is to be looked at before time goes on: it may be able to start something. */
export function mark(state: PartsState, station: number): void {
  if (state.marked[station] === 1) return;
  state.marked[station] = 1;
  state.dirty[state.dirtyCount++] = station;
}

/** There may be room at a station: whoever waits for it before loading is to be looked at. */
export function callFeeders(model: PartsModel, state: PartsState, station: number): void {
  const feeders = model.feeders[station];
  if (feeders) for (const feeder of feeders) mark(state, feeder);
}

/** Whether a queue takes one part more. An idle server is a place too, unless its station loads only with room behind. */
export function hasRoom(model: PartsModel, state: PartsState, queue: number): boolean {
  const station = model.queueStation[queue]!;
  const taken = state.waiting[queue]! + state.reserved[queue]!;
  let places = model.waitingLimit[queue]!;
  if (taken >= places) {
    if ((model.flags[station]! & FLAG.before) === 0 && model.queueCount[station] === 1) places += state.idle[station]! * model.batchMax[station]!;
    if (taken >= places) return false;
  }
  return state.present[station]! + state.reserved[queue]! < model.systemLimit[queue]!;
}

/** A part comes to a station. The caller has seen that there is room. */
export function enter(model: PartsModel, state: PartsState, queue: number, part: number, now: number): void {
  const station = model.queueStation[queue]!;
  state.came[part] = now;
  state.watch?.(HAPPENING.enter, now, station, part);
  if (model.shared[station] !== NONE) {
    joinShared(model, state, station, part, now);
    return;
  }
  addPresent(state, station, 1, now);
  addWaiting(state, queue, 1, now);
  append(state, model.listOf[queue * model.counts.classes + state.kind[part]!]!, part);
  if (model.listCount[queue]! > 1) number(state, part);
  mark(state, station);
}

/** The class of the next part by a mix; without one the first class. */
export function drawClass(state: PartsState, mix: MixTable | null, stream: number): number {
  if (mix === null) return 0;
  const u = nextUniform(state.words, STREAM_WORDS * stream);
  let i = 0;
  while (i + 1 < mix.upTo.length && u >= mix.upTo[i]!) i++;
  return mix.classes[i]!;
}

/** A part of the endless supply of a station. */
export function supplied(model: PartsModel, state: PartsState, station: number, now: number): number {
  const kind = drawClass(state, model.supplyMix[station]!, model.supplyStream[station]!);
  state.flow[FLOW_STRIDE * kind + ARRIVED]!++;
  return newPart(state, kind, now);
}

/** The part that a free server takes next: of a campaign the class it is set up for, else the first list that has one, or whose first came first. */
export function nextList(model: PartsModel, state: PartsState, station: number, server: number): number {
  const queue = model.firstQueue[station]!;
  const first = model.firstList[queue]!;
  const count = model.listCount[queue]!;
  if (count === 1) return first;
  if (model.spec.stations[station]!.discipline === 'campaign') return campaignList(state, first, count, state.setFor[server]!);
  let list = first;
  while (state.head[list] === NONE) list++;
  return list;
}

function campaignList(state: PartsState, first: number, count: number, setFor: number): number {
  if (setFor !== NONE && state.head[first + setFor] !== NONE) return first + setFor;
  let best = NONE;
  for (let list = first; list < first + count; list++) {
    const part = state.head[list]!;
    if (part === NONE) continue;
    if (best === NONE || comesBefore(state, part, state.head[best]!)) best = list;
  }
  return best;
}

const comesBefore = (state: PartsState, a: number, b: number) =>
  state.came[a] !== state.came[b] ? state.came[a]! < state.came[b]! : ((state.serial[a]! - state.serial[b]!) | 0) < 0;

/** Draws the way on of a part, once. */
export function routeOf(model: PartsModel, state: PartsState, station: number, part: number): number {
  if (state.route[part] !== NONE) return state.route[part]!;
  const at = station * model.counts.classes + state.kind[part]!;
  let route = model.firstRoute[at]!;
  const last = model.endRoute[at]! - 1;
  if (route < last) {
    const u = nextUniform(state.words, STREAM_WORDS * model.routeStream[station]!);
    while (route < last && u >= model.routeUpTo[route]!) route++;
  }
  state.route[part] = route;
  return route;
}

/** Puts a part on an idle server, and begins. The caller has seen that the station may start. */
export function load(model: PartsModel, state: PartsState, station: number, server: number, now: number): void {
  const flags = model.flags[station]!;
  const queue = model.firstQueue[station]!;
  tallyBegin(state, station, server, now);
  let part: number;
  if (flags & FLAG.several) part = takeSeveral(model, state, station, now);
  else if (state.waiting[queue]! > 0) {
    part = takeFirst(state, nextList(model, state, station, server));
    addWaiting(state, queue, -1, now);
    state.next[part] = NONE;
    if ((flags & FLAG.preemptive) === 0 || state.need[part]! < 0) tallyStart(model, state, station, part, now);
  } else {
    part = supplied(model, state, station, now);
    state.came[part] = now;
    addPresent(state, station, 1, now);
    state.next[part] = NONE;
  }
  state.part[server] = part;
  state.idle[station]!--;
  if (flags & FLAG.before) reserve(model, state, station, part, 1);
  callFeeders(model, state, station);
  state.watch?.(HAPPENING.start, now, station, part);
  if (flags & FLAG.changeover && needsSetup(model, state, station, server, now)) return;
  beginWork(model, state, station, server, now);
}

/** Takes the parts of a batch or of an assembly: a chain of those that stay parts. */
function takeSeveral(model: PartsModel, state: PartsState, station: number, now: number): number {
  const batch = model.queueCount[station] === 1 && model.takes[model.firstQueue[station]!] === 1;
  let first: number = NONE;
  for (let k = 0; k < model.queueCount[station]!; k++) {
    const queue = model.firstQueue[station]! + k;
    const count = batch ? Math.min(state.waiting[queue]!, model.batchMax[station]!) : model.takes[queue]!;
    if (!batch) fetchBlocked(model, state, queue, count, now);
    addWaiting(state, queue, -count, now);
    let last: number = NONE;
    for (let n = 0; n < count; n++) {
      const part = takeFirst(state, firstListOf(model, state, queue));
      state.next[part] = NONE;
      tallyStart(model, state, station, part, now);
      if (first === NONE) first = part;
      else if (batch) state.next[last] = part;
      else join(state, station, part, now);
      last = part;
    }
  }
  return first;
}

/** Parts that an assembly takes straight from the servers that hold them for want of room. */
function fetchBlocked(model: PartsModel, state: PartsState, queue: number, count: number, now: number): void {
  while (state.waiting[queue]! < count) {
    state.reserved[queue]!--; // a slot is lent for the moment
    unblock(model, state, queue, now);
    state.reserved[queue]!++;
  }
}

/** A part becomes part of another. */
function join(state: PartsState, station: number, part: number, now: number): void {
  addPresent(state, station, -1, now);
  state.flow[FLOW_STRIDE * state.kind[part]! + JOINED]!++;
  freePart(state, part);
}

function firstListOf(model: PartsModel, state: PartsState, queue: number): number {
  let list = model.firstList[queue]!;
  while (state.head[list] === NONE) list++;
  return list;
}

/** Keeps a slot for a part behind its station, or gives it back. */
function reserve(model: PartsModel, state: PartsState, station: number, part: number, slots: number): void {
  const to = model.routeTo[routeOf(model, state, station, part)]!;
  if (to >= 0) state.reserved[to]! += slots;
}

/** Sets the server up for the class of its part, where that takes time. */
function needsSetup(model: PartsModel, state: PartsState, station: number, server: number, now: number): boolean {
  const to = state.kind[state.part[server]!]!;
  const from = state.setFor[server]!;
  state.setFor[server] = to;
  const time = from === NONE ? 0 : model.changeover[station]![from * model.counts.classes + to]!;
  if (time === 0) return false;
  state.activity[server] = ACTIVITY.setup;
  state.work[server] = state.left[server] = time;
  state.from[server] = now;
  showPhase(model, state, server, now);
  plan(model, state, server);
  return true;
}

/** Draws the service of what is on the server. */
export function serviceOf(model: PartsModel, state: PartsState, station: number, part: number): number {
  return draw(model, state, model.serviceLaw[station * model.counts.classes + state.kind[part]!]!, model.serviceStream[station]!);
}

export function beginWork(model: PartsModel, state: PartsState, station: number, server: number, now: number): void {
  const part = state.part[server]!;
  const need = state.need[part]!;
  const work = need >= 0 ? need : serviceOf(model, state, station, part);
  state.need[part] = -1;
  state.work[server] = work;
  state.left[server] = work;
  state.from[server] = now;
  state.activity[server] = ACTIVITY.busy;
  if (model.flags[station]! & (FLAG.clocks | FLAG.calendar)) {
    showPhase(model, state, server, now);
    plan(model, state, server);
  } else {
    setPhase(model, state, server, PHASE.busy, now);
    setTimer(state, model.firstServerTimer + server, now + work, EVENT.complete);
  }
}

/** Sets the timer of a server to what comes first: the end of its activity, else a failure; or the end of its repair. */
export function plan(model: PartsModel, state: PartsState, server: number): void {
  const timer = model.firstServerTimer + server;
  if (state.off[server] !== 0) return setTimer(state, timer, NEVER, EVENT.complete);
  if (state.down[server] !== 0) return setTimer(state, timer, state.repairFrom[server]! + state.repairLeft[server]!, EVENT.repair);
  const activity = state.activity[server]!;
  let time = NEVER;
  let kind: number = EVENT.complete;
  let failing: number = NONE;
  if (activity !== ACTIVITY.asleep && activity !== ACTIVITY.finished && state.left[server]! >= 0) {
    time = state.from[server]! + state.left[server]!;
    kind = activity === ACTIVITY.busy ? EVENT.complete : activity === ACTIVITY.idle ? EVENT.sleep : EVENT.ready;
  }
  for (let clock = model.firstClock[server]!; clock < model.endClock[server]!; clock++) {
    if (model.clockRunsAlways[clock] === 0 && activity !== ACTIVITY.busy) continue;
    const fails = (model.clockRunsAlways[clock] === 1 ? state.clockFrom[clock]! : state.from[server]!) + state.clockLeft[clock]!;
    if (fails < time) {
      time = fails;
      kind = EVENT.fail;
      failing = clock;
    }
  }
  state.failing[server] = failing;
  setTimer(state, timer, time, kind);
}

/** What was under way is brought up to an instant: the activity and the clocks of a server. It goes on from there. */
export function settleServer(model: PartsModel, state: PartsState, server: number, now: number): void {
  if (state.down[server] !== 0) {
    state.repairLeft[server] = Math.max(0, state.repairLeft[server]! - (now - state.repairFrom[server]!));
    state.repairFrom[server] = now;
    return;
  }
  const ran = now - state.from[server]!;
  const busy = state.activity[server] === ACTIVITY.busy;
  for (let clock = model.firstClock[server]!; clock < model.endClock[server]!; clock++) {
    if (model.clockRunsAlways[clock] === 1) {
      state.clockLeft[clock] = Math.max(0, state.clockLeft[clock]! - (now - state.clockFrom[clock]!));
      state.clockFrom[clock] = now;
    } else if (busy) state.clockLeft[clock] = Math.max(0, state.clockLeft[clock]! - ran);
  }
  if (state.left[server]! >= 0 && state.activity[server] !== ACTIVITY.finished) state.left[server] = Math.max(0, state.left[server]! - ran);
  state.from[server] = now;
}

/** Service is over. */
export function complete(model: PartsModel, state: PartsState, server: number, now: number): void {
  const station = model.serverStation[server]!;
  if (model.flags[station]! & FLAG.clocks) settleServer(model, state, server, now);
  state.activity[server] = ACTIVITY.finished;
  state.left[server] = -1;
  state.watch?.(HAPPENING.finish, now, station, state.part[server]!);
  depart(model, state, station, server, now);
}

/** The parts of a server move on one by one, as far as there is room. */
function depart(model: PartsModel, state: PartsState, station: number, server: number, now: number): void {
  const before = model.flags[station]! & FLAG.before;
  let part = state.part[server]!;
  while (part !== NONE) {
    const route = routeOf(model, state, station, part);
    const to = model.routeTo[route]!;
    if (before)
      reserve(model, state, station, part, -1); // it goes where its slot is
    else if (to >= 0 && !hasRoom(model, state, to)) {
      state.part[server] = part;
      return block(model, state, station, server, to, now);
    }
    const next = state.next[part]!;
    moveOn(model, state, station, part, route, now);
    part = next;
  }
  release(model, state, station, server, now);
}

/** A server keeps its part until there is room in a queue. */
export function block(model: PartsModel, state: PartsState, station: number, server: number, queue: number, now: number): void {
  if (state.blockedHead[queue] === NONE) state.blockedHead[queue] = server;
  else state.blockedNext[state.blockedTail[queue]!] = server;
  state.blockedTail[queue] = server;
  state.blockedNext[server] = NONE;
  if (model.queueCount[model.queueStation[queue]!]! > 1) mark(state, model.queueStation[queue]!);
  if (model.flags[station]! & FLAG.calendar && state.open[station] === 0) state.off[server] = 1;
  showPhase(model, state, server, now);
  plan(model, state, server);
}

/** The server that has waited longest for room in a queue hands over. */
export function unblock(model: PartsModel, state: PartsState, queue: number, now: number): void {
  const server = state.blockedHead[queue]!;
  state.blockedHead[queue] = state.blockedNext[server]!;
  depart(model, state, model.serverStation[server]!, server, now);
}

/** A part leaves a station by a way that it has drawn. */
export function moveOn(model: PartsModel, state: PartsState, station: number, part: number, route: number, now: number): void {
  addPresent(state, station, -1, now);
  state.passed[station]!++;
  state.stay[station]! += now - state.came[part]!;
  state.route[part] = NONE;
  state.watch?.(HAPPENING.leave, now, station, part);
  const to = model.routeTo[route]!;
  if (to < 0) {
    tallyExit(state, part, to === LEAVES, now);
    freePart(state, part);
    return;
  }
  if (model.routeBecomes[route] !== NONE) state.kind[part] = model.routeBecomes[route]!;
  enter(model, state, to, part, now);
}

/** A server has nothing on it any more. */
export function release(model: PartsModel, state: PartsState, station: number, server: number, now: number): void {
  const flags = model.flags[station]!;
  state.part[server] = NONE;
  state.activity[server] = ACTIVITY.idle;
  state.left[server] = -1;
  mark(state, station);
  callFeeders(model, state, station);
  if ((flags & (FLAG.clocks | FLAG.calendar)) === 0) {
    state.idle[station]!++;
    setPhase(model, state, server, PHASE.starved, now);
    setTimer(state, model.firstServerTimer + server, NEVER, EVENT.complete);
    return;
  }
  if (flags & FLAG.calendar && state.open[station] === 0) {
    settleServer(model, state, server, now);
    state.off[server] = 1;
  }
  if (takesParts(model, state, station, server)) state.idle[station]!++;
  showPhase(model, state, server, now);
  plan(model, state, server);
}

/** Whether an idle server may be loaded. */
export function takesParts(model: PartsModel, state: PartsState, station: number, server: number): boolean {
  return state.off[server] === 0 && (state.down[server] === 0 || (model.flags[station]! & FLAG.loadWhileDown) !== 0);
}

/** Parts on a server are lost with it. */
export function scrapLoad(model: PartsModel, state: PartsState, station: number, server: number, now: number): void {
  let part = state.part[server]!;
  while (part !== NONE) {
    const next = state.next[part]!;
    if (model.flags[station]! & FLAG.before) reserve(model, state, station, part, -1);
    addPresent(state, station, -1, now);
    tallyExit(state, part, false, now);
    state.watch?.(HAPPENING.scrap, now, station, part);
    state.route[part] = NONE;
    freePart(state, part);
    part = next;
  }
}

/** Who is served gives way to a part that stands before it; it resumes later. Returns whether one did. */
export function preempt(model: PartsModel, state: PartsState, station: number, now: number): boolean {
  const queue = model.firstQueue[station]!;
  const listOf = (part: number) => model.listOf[queue * model.counts.classes + state.kind[part]!]!;
  const first = model.firstServer[station]!;
  let lowest = first;
  for (let server = first; server < first + model.serverCount[station]!; server++) {
    if (state.activity[server] !== ACTIVITY.busy) return false;
    if (listOf(state.part[server]!) > listOf(state.part[lowest]!)) lowest = server;
  }
  const part = state.part[lowest]!;
  if (firstListOf(model, state, queue) >= listOf(part)) return false;
  state.need[part] = Math.max(0, state.left[lowest]! - (now - state.from[lowest]!));
  prepend(state, listOf(part), part);
  addWaiting(state, queue, 1, now);
  release(model, state, station, lowest, now);
  return true;
}
