import { NEVER } from '../../engine/calendar.js';
import { AHEAD as AHEAD_SIZE, drawAhead } from './ahead.js';
import * as layout from './layout.js';
import type { PartsState } from './layout.js';
import { draw } from './laws.js';
import * as tables from './model.js';
import type { PartsModel } from './model.js';
import { drawClass, routeOf } from './server.js';
import { reseat } from './timers.js';

// Names of this module: an imported one is looked up anew at every use.
const { ARRIVED, DELAYED, FLOW_STRIDE, FREE_COUNT, FREE_HEAD, LEFT: GONE, PHASES, SCRAPPED_PARTS, SOJOURNED, STARTED, TALLY_STRIDE, WAITED } = layout;
const { idle: RESTS, busy: WORKS, finished: WAITS_FOR_ROOM } = layout.ACTIVITY;
const { busy: SHOWN_BUSY, starved: STARVED, blocked: BLOCKED } = layout.PHASE;
const { complete: COMPLETE, fail: FAIL, arrive: ARRIVE } = tables.EVENT;
const { supply: SUPPLY, loadWhileDown: LOAD_WHILE_DOWN } = tables.FLAG;
const { LEAVES, NONE } = tables;
const {
  times: TIMES,
  since: SINCE,
  work: WORK,
  left: LEFT,
  from: FROM,
  clockLeft: CLOCK_LEFT,
  clockFrom: CLOCK_FROM,
  waitingArea: WAITING_AREA,
  waitingSince: WAITING_SINCE,
  presentArea: PRESENT_AREA,
  presentSince: PRESENT_SINCE,
  passed: PASSED,
  stay: STAY,
  spent: SPENT,
  startCount: START_COUNT,
  tally: TALLY,
  flow: FLOW,
  born: BORN,
  came: CAME,
  ahead: AHEAD,
  kinds: KINDS,
  part: PART,
  activity: ACTIVITY,
  down: DOWN,
  phase: PHASE,
  failing: FAILING,
  blockedNext: BLOCKED_NEXT,
  blockedHead: BLOCKED_HEAD,
  blockedTail: BLOCKED_TAIL,
  waiting: WAITING,
  head: HEAD,
  tail: TAIL,
  idle: IDLE,
  present: PRESENT,
  pool: POOL,
  next: NEXT,
  kind: KIND,
  route: ROUTE,
  aheadUsed: AHEAD_USED,
} = layout.SEAT;
const {
  plain: PLAIN,
  flags: FLAGS,
  firstServer: FIRST_SERVER,
  firstQueue: FIRST_QUEUE,
  firstList: FIRST_LIST,
  queueStation: QUEUE_STATION,
  limited: LIMITED,
  serverStation: SERVER_STATION,
  firstClock: FIRST_CLOCK,
  endClock: END_CLOCK,
  clockRunsAlways: CLOCK_RUNS_ALWAYS,
  firstRoute: FIRST_ROUTE,
  endRoute: END_ROUTE,
  routeTo: ROUTE_TO,
  routeBecomes: ROUTE_BECOMES,
  serviceLaw: SERVICE_LAW,
  serviceStream: SERVICE_STREAM,
  aheadOf: AHEAD_OF,
  waitingLimit: WAITING_LIMIT,
  systemLimit: SYSTEM_LIMIT,
  lawA: LAW_A,
} = tables.SEAT;
const BLOCK = AHEAD_SIZE;
const IDLE_TIMER = NEVER;

/** What is next to be done for an event: a server keeps its part, a part comes to a station, a server takes the next part. */
const HOLD = 0;
const COME = 1;
const TAKE = 2;

const EVENTS = 64;

const hasPlace = (waiting: number, limit: number, idle: number, present: number, systemLimit: number) => waiting < limit + idle && present < systemLimit;

/**
 * The short way for what happens most: completions and arrivals that have their instant to themselves, at stations that only take,
 * serve and hand on. It does to the bit what the general way does, but a part goes straight from server to server or queue, and a
 * server from part to part, without the marks and idle moments in between. It ends before the first event that is none of
 * these, that lies past `until`, or for which fewer than `reserve` parts are free.
 *
 * It is one function with every table at hand: an event is some fifty accesses, and calls would cost more than they do.
 */
export function runPlain(model: PartsModel, state: PartsState, until: number, reserve: number): boolean {
  const { doubles: f, integers: n, seats: o } = state;
  const { doubles: d, integers: t, seats: m } = model;
  const { firstServerTimer, firstSourceTimer } = model;
  const { classes, timers, servers } = model.counts;
  const heap = state.heap;
  const heaped = heap.length > 0;
  const endServerTimer = firstServerTimer + servers;

  for (let event = 0; event < EVENTS; event++) {
    if (n[o[POOL]! + FREE_COUNT]! < reserve) return false;
    let timer = 0;
    let now = f[o[TIMES]!]!;
    let tie = false;
    if (heaped) {
      timer = heap[0]!;
      now = f[o[TIMES]! + timer]!;
      tie = f[o[TIMES]! + heap[1]!] === now || f[o[TIMES]! + heap[2]!] === now;
    } else {
      timer = o[TIMES]!;
      const end = timer + timers;
      for (let i = timer + 1; i < end; i++) {
        const other = f[i]!;
        if (other <= now) {
          tie = other === now;
          now = other;
          timer = i;
        }
      }
      timer -= o[TIMES]!;
    }
    if (tie || now > until) return false;

    let part: number;
    let to: number;
    let way: number = NONE;
    let server: number = NONE;
    let station: number = NONE;
    let turn = COME;
    if (n[o[KINDS]! + timer] === COMPLETE && timer < endServerTimer) {
      server = timer - firstServerTimer;
      station = t[m[SERVER_STATION]! + server]!;
      if (t[m[PLAIN]! + station] === 0) return false;
      part = n[o[PART]! + server]!;
      const by = station * classes + n[o[KIND]! + part]!;
      way = t[m[FIRST_ROUTE]! + by]!;
      if (way + 1 < t[m[END_ROUTE]! + by]!) way = routeOf(model, state, station, part);
      to = t[m[ROUTE_TO]! + way]!;
      if (to >= 0) {
        const s = t[m[QUEUE_STATION]! + to]!;
        if (t[m[PLAIN]! + s] === 0 || s === station) return false;
        if (
          t[m[LIMITED]! + to] === 1 &&
          !hasPlace(n[o[WAITING]! + to]!, d[m[WAITING_LIMIT]! + to]!, n[o[IDLE]! + s]!, n[o[PRESENT]! + s]!, d[m[SYSTEM_LIMIT]! + to]!)
        )
          turn = HOLD;
      }
      const end = t[m[END_CLOCK]! + server]!;
      for (let clock = t[m[FIRST_CLOCK]! + server]!; clock < end; clock++) {
        if (t[m[CLOCK_RUNS_ALWAYS]! + clock] === 1) {
          f[o[CLOCK_LEFT]! + clock] = Math.max(0, f[o[CLOCK_LEFT]! + clock]! - (now - f[o[CLOCK_FROM]! + clock]!));
          f[o[CLOCK_FROM]! + clock] = now;
        } else f[o[CLOCK_LEFT]! + clock] = Math.max(0, f[o[CLOCK_LEFT]! + clock]! - (now - f[o[FROM]! + server]!));
      }
      if (t[m[FIRST_CLOCK]! + server]! < end) f[o[FROM]! + server] = now;
    } else if (n[o[KINDS]! + timer] === ARRIVE) {
      const source = timer - firstSourceTimer;
      to = model.sourceTo[source]!;
      const s = t[m[QUEUE_STATION]! + to]!;
      if (
        t[m[PLAIN]! + s] === 0 ||
        (t[m[LIMITED]! + to] === 1 &&
          !hasPlace(n[o[WAITING]! + to]!, d[m[WAITING_LIMIT]! + to]!, n[o[IDLE]! + s]!, n[o[PRESENT]! + s]!, d[m[SYSTEM_LIMIT]! + to]!))
      )
        return false;
      part = n[o[POOL]! + FREE_HEAD]!;
      n[o[POOL]! + FREE_HEAD] = n[o[NEXT]! + part]!;
      n[o[POOL]! + FREE_COUNT]!--;
      const k = drawClass(state, model.mix[source]!, model.mixStream[source]!);
      n[o[KIND]! + part] = k;
      f[o[BORN]! + part] = now;
      f[o[FLOW]! + FLOW_STRIDE * k + ARRIVED]!++;
      const arrivals = state.arrivals[source]! + 1;
      state.arrivals[source] = arrivals;
      state.lastArrival[source] = now;
      const more = arrivals < model.sourceLimit[source]!;
      f[o[TIMES]! + timer] = more ? now + draw(model, state, model.betweenLaw[source]!, model.betweenStream[source]!) : IDLE_TIMER;
      if (heaped) reseat(state, timer);
    } else return false;

    for (;;) {
      let s: number;
      let v: number;
      let amount = -1;
      let doing: number = WORKS;
      let look: number = SHOWN_BUSY;
      let p = part;
      if (turn === COME) {
        if (server !== NONE) {
          f[o[PRESENT_AREA]! + station]! += n[o[PRESENT]! + station]! * (now - f[o[PRESENT_SINCE]! + station]!);
          f[o[PRESENT_SINCE]! + station] = now;
          n[o[PRESENT]! + station]!--;
          f[o[PASSED]! + station]!++;
          f[o[STAY]! + station]! += now - f[o[CAME]! + part]!;
          n[o[ROUTE]! + part] = NONE;
          turn = TAKE;
          if (to < 0) {
            const sums = FLOW_STRIDE * n[o[KIND]! + part]!;
            if (to === LEAVES) {
              f[o[FLOW]! + sums + GONE]!++;
              f[o[FLOW]! + sums + SOJOURNED]! += now - f[o[BORN]! + part]!;
            } else f[o[FLOW]! + sums + SCRAPPED_PARTS]!++;
            n[o[NEXT]! + part] = n[o[POOL]! + FREE_HEAD]!;
            n[o[POOL]! + FREE_HEAD] = part;
            n[o[POOL]! + FREE_COUNT]!++;
            continue;
          }
          if (t[m[ROUTE_BECOMES]! + way] !== NONE) n[o[KIND]! + part] = t[m[ROUTE_BECOMES]! + way]!;
        }
        s = t[m[QUEUE_STATION]! + to]!;
        f[o[CAME]! + part] = now;
        f[o[PRESENT_AREA]! + s]! += n[o[PRESENT]! + s]! * (now - f[o[PRESENT_SINCE]! + s]!);
        f[o[PRESENT_SINCE]! + s] = now;
        n[o[PRESENT]! + s]!++;
        f[o[WAITING_AREA]! + to]! += n[o[WAITING]! + to]! * (now - f[o[WAITING_SINCE]! + to]!);
        f[o[WAITING_SINCE]! + to] = now;
        n[o[NEXT]! + part] = NONE;
        if (n[o[IDLE]! + s] === 0) {
          n[o[WAITING]! + to]!++;
          const list = t[m[FIRST_LIST]! + to]!;
          if (n[o[TAIL]! + list] === NONE) n[o[HEAD]! + list] = part;
          else n[o[NEXT]! + n[o[TAIL]! + list]!] = part;
          n[o[TAIL]! + list] = part;
          if (server === NONE) break;
          continue;
        }
        n[o[IDLE]! + s]!--;
        v = t[m[FIRST_SERVER]! + s]!;
        while (n[o[ACTIVITY]! + v] !== RESTS || (n[o[DOWN]! + v] !== 0 && (t[m[FLAGS]! + s]! & LOAD_WHILE_DOWN) === 0)) v++;
        if (n[o[PHASE]! + v] === STARVED && f[o[SINCE]! + v]! < now) f[o[START_COUNT]! + s]!++;
        f[o[TALLY]! + TALLY_STRIDE * (s * classes + n[o[KIND]! + part]!) + STARTED]!++;
      } else {
        s = station;
        v = server;
        const queue = t[m[FIRST_QUEUE]! + s]!;
        if (turn === HOLD) {
          doing = WAITS_FOR_ROOM;
          look = BLOCKED;
          n[o[ROUTE]! + part] = way;
          if (n[o[BLOCKED_HEAD]! + to] === NONE) n[o[BLOCKED_HEAD]! + to] = v;
          else n[o[BLOCKED_NEXT]! + n[o[BLOCKED_TAIL]! + to]!] = v;
          n[o[BLOCKED_TAIL]! + to] = v;
          n[o[BLOCKED_NEXT]! + v] = NONE;
        } else if (n[o[DOWN]! + v] === 0 || t[m[FLAGS]! + s]! & LOAD_WHILE_DOWN) {
          if (n[o[WAITING]! + queue]! > 0) {
            const list = t[m[FIRST_LIST]! + queue]!;
            p = n[o[HEAD]! + list]!;
            n[o[HEAD]! + list] = n[o[NEXT]! + p]!;
            if (n[o[NEXT]! + p] === NONE) n[o[TAIL]! + list] = NONE;
            n[o[NEXT]! + p] = NONE;
            f[o[WAITING_AREA]! + queue]! += n[o[WAITING]! + queue]! * (now - f[o[WAITING_SINCE]! + queue]!);
            f[o[WAITING_SINCE]! + queue] = now;
            n[o[WAITING]! + queue]!--;
            const wait = now - f[o[CAME]! + p]!;
            const sums = TALLY_STRIDE * (s * classes + n[o[KIND]! + p]!);
            f[o[TALLY]! + sums + STARTED]!++;
            if (wait > 0) {
              f[o[TALLY]! + sums + DELAYED]!++;
              f[o[TALLY]! + sums + WAITED]! += wait;
            }
          } else if (t[m[FLAGS]! + s]! & SUPPLY) {
            const k = drawClass(state, model.supplyMix[s]!, model.supplyStream[s]!);
            p = n[o[POOL]! + FREE_HEAD]!;
            n[o[POOL]! + FREE_HEAD] = n[o[NEXT]! + p]!;
            n[o[POOL]! + FREE_COUNT]!--;
            n[o[NEXT]! + p] = NONE;
            n[o[KIND]! + p] = k;
            f[o[BORN]! + p] = now;
            f[o[FLOW]! + FLOW_STRIDE * k + ARRIVED]!++;
            f[o[CAME]! + p] = now;
            f[o[PRESENT_AREA]! + s]! += n[o[PRESENT]! + s]! * (now - f[o[PRESENT_SINCE]! + s]!);
            f[o[PRESENT_SINCE]! + s] = now;
            n[o[PRESENT]! + s]!++;
          } else {
            p = NONE;
            n[o[IDLE]! + s]!++;
          }
        } else p = NONE;
        if (p === NONE) {
          doing = RESTS;
          look = STARVED;
          n[o[PART]! + v] = NONE;
        }
      }

      let time = IDLE_TIMER;
      if (doing === WORKS) {
        const law = t[m[SERVICE_LAW]! + s * classes + n[o[KIND]! + p]!]!;
        const stream = t[m[SERVICE_STREAM]! + s]!;
        const slot = t[m[AHEAD_OF]! + stream]!;
        if (slot === NONE) amount = draw(model, state, law, stream);
        else {
          if (n[o[AHEAD_USED]! + slot] === BLOCK) drawAhead(state, slot, stream);
          amount = d[m[LAW_A]! + law]! * f[o[AHEAD]! + BLOCK * slot + n[o[AHEAD_USED]! + slot]!]!;
          n[o[AHEAD_USED]! + slot]!++;
        }
        n[o[PART]! + v] = p;
        f[o[WORK]! + v] = amount;
        f[o[FROM]! + v] = now;
        time = now + amount;
      }
      n[o[ACTIVITY]! + v] = doing;
      f[o[LEFT]! + v] = amount;
      if (n[o[DOWN]! + v] === 0) {
        f[o[SPENT]! + PHASES * s + n[o[PHASE]! + v]!]! += now - f[o[SINCE]! + v]!;
        f[o[SINCE]! + v] = now;
        n[o[PHASE]! + v] = look;
        let what: number = COMPLETE;
        let first: number = NONE;
        const end = t[m[END_CLOCK]! + v]!;
        for (let clock = t[m[FIRST_CLOCK]! + v]!; clock < end; clock++) {
          if (doing !== WORKS && t[m[CLOCK_RUNS_ALWAYS]! + clock] === 0) continue;
          const fails = (t[m[CLOCK_RUNS_ALWAYS]! + clock] === 0 ? now : f[o[CLOCK_FROM]! + clock]!) + f[o[CLOCK_LEFT]! + clock]!;
          if (fails < time) {
            time = fails;
            what = FAIL;
            first = clock;
          }
        }
        n[o[FAILING]! + v] = first;
        const own = firstServerTimer + v;
        f[o[TIMES]! + own] = time;
        n[o[KINDS]! + own] = what;
        if (heaped) reseat(state, own);
      }

      if (turn === HOLD) break;
      if (v !== server) {
        if (server === NONE) break;
        continue;
      }
      const queue = t[m[FIRST_QUEUE]! + s]!;
      server = n[o[BLOCKED_HEAD]! + queue]!;
      if (
        server === NONE ||
        !hasPlace(n[o[WAITING]! + queue]!, d[m[WAITING_LIMIT]! + queue]!, n[o[IDLE]! + s]!, n[o[PRESENT]! + s]!, d[m[SYSTEM_LIMIT]! + queue]!)
      )
        break;
      n[o[BLOCKED_HEAD]! + queue] = n[o[BLOCKED_NEXT]! + server]!;
      station = t[m[SERVER_STATION]! + server]!;
      part = n[o[PART]! + server]!;
      way = n[o[ROUTE]! + part]!;
      to = queue;
      turn = COME;
    }
  }
  return true;
}
