import { NEVER } from '../../engine/calendar.js';
import { AHEAD, drawAhead } from './ahead.js';
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
const BLOCK = AHEAD;
const IDLE_TIMER = NEVER;

/** What is next to be done for an event: a server keeps its part, a part comes to a station, a server takes the next part. */
const HOLD = 0;
const COME = 1;
const TAKE = 2;

/** Events of one call, and streams of it whose numbers in store are used up. Scratch, not state: valid until the next call. */
const MANY = 64;
const EMPTIED = new Int32Array(MANY);

const hasPlace = (waiting: number, limit: number, idle: number, present: number, systemLimit: number) => waiting < limit + idle && present < systemLimit;

/**
 * The short way for what happens most: completions and arrivals that have their instant to themselves, at stations that only take,
 * serve and hand on. It does to the bit what the general way does, but a part goes straight from server to server or queue, and a
 * server from part to part, without the marks and idle moments in between. It ends before the first event that is none of
 * these, that lies past `until`, or for which fewer than `reserve` parts are free.
 */
export function runPlain(model: PartsModel, state: PartsState, until: number, reserve: number): void {
  for (;;) {
    const emptied = runSome(model, state, until, reserve);
    if (emptied < 0) return;
    for (let i = 0; i < emptied; i++) drawAhead(state, model.aheadOf[EMPTIED[i]!]!, EMPTIED[i]!);
  }
}

/**
 * Some events; how many streams they emptied, or -1 where the next event is not for the short way.
 *
 * One function over whole blocks, because an event is some sixty accesses to tables: doubles (f) and whole numbers (n) of the state,
 * doubles (d) and whole numbers (t) of the model, each at its seat. A call on the way makes the compiler look up every block
 * anew after it, so what is rare is left to the caller; and it returns soon, so that its compiled form is the one entered.
 */
function runSome(model: PartsModel, state: PartsState, until: number, reserve: number): number {
  const { doubles: f, integers: n } = state;
  const {
    times,
    since,
    work,
    left,
    from,
    clockLeft,
    clockFrom,
    waitingArea,
    waitingSince,
    presentArea,
    presentSince,
    passed,
    stay,
    spent,
    startCount,
    tally,
    flow,
    born,
    came,
    ahead,
    kinds,
    part: load,
    activity,
    down,
    phase,
    failing,
    blockedNext,
    blockedHead,
    blockedTail,
    waiting,
    head,
    tail,
    idle,
    present,
    pool,
    next,
    kind,
    route,
    aheadUsed,
  } = state.seats;
  const { doubles: d, integers: t } = model;
  const {
    plain,
    flags,
    firstServer,
    firstQueue,
    firstList,
    queueStation,
    limited,
    serverStation,
    firstClock,
    endClock,
    clockRunsAlways,
    firstRoute,
    endRoute,
    routeTo,
    routeBecomes,
    serviceLaw,
    serviceStream,
    aheadOf,
    sourceTo,
    betweenLaw,
    betweenStream,
    waitingLimit,
    systemLimit,
    lawA,
  } = model.seats;
  const { firstServerTimer, firstSourceTimer } = model;
  const { classes, timers, servers } = model.counts;
  const heap = state.heap;
  const heaped = heap.length > 0;
  const endServerTimer = firstServerTimer + servers;

  let emptied = 0;
  for (let event = 0; event < MANY && emptied === 0; event++) {
    if (n[pool + FREE_COUNT]! < reserve) return -1;
    let timer = 0;
    let now = f[times]!;
    let tie = false;
    if (heaped) {
      timer = heap[0]!;
      now = f[times + timer]!;
      tie = f[times + heap[1]!] === now || f[times + heap[2]!] === now;
    } else {
      timer = times;
      const end = timer + timers;
      for (let i = timer + 1; i < end; i++) {
        const other = f[i]!;
        if (other <= now) {
          tie = other === now;
          now = other;
          timer = i;
        }
      }
      timer -= times;
    }
    if (tie || now > until) return -1;

    // What the event begins with: a part, the queue it goes to and its way there; the server and the station that it comes from.
    let part: number;
    let to: number;
    let way: number = NONE;
    let server: number = NONE;
    let station: number = NONE;
    let turn = COME;
    if (n[kinds + timer] === COMPLETE && timer < endServerTimer) {
      server = timer - firstServerTimer;
      station = t[serverStation + server]!;
      if (t[plain + station] === 0) return -1;
      part = n[load + server]!;
      const by = station * classes + n[kind + part]!;
      way = t[firstRoute + by]!;
      if (way + 1 < t[endRoute + by]!) way = routeOf(model, state, station, part);
      to = t[routeTo + way]!;
      if (to >= 0) {
        const s = t[queueStation + to]!;
        if (t[plain + s] === 0 || s === station) return -1;
        if (t[limited + to] === 1 && !hasPlace(n[waiting + to]!, d[waitingLimit + to]!, n[idle + s]!, n[present + s]!, d[systemLimit + to]!)) turn = HOLD;
      }
      const end = t[endClock + server]!;
      for (let clock = t[firstClock + server]!; clock < end; clock++) {
        if (t[clockRunsAlways + clock] === 1) {
          f[clockLeft + clock] = Math.max(0, f[clockLeft + clock]! - (now - f[clockFrom + clock]!));
          f[clockFrom + clock] = now;
        } else f[clockLeft + clock] = Math.max(0, f[clockLeft + clock]! - (now - f[from + server]!));
      }
      if (t[firstClock + server]! < end) f[from + server] = now;
    } else if (n[kinds + timer] === ARRIVE) {
      const source = timer - firstSourceTimer;
      to = t[sourceTo + source]!;
      const s = t[queueStation + to]!;
      if (
        t[plain + s] === 0 ||
        (t[limited + to] === 1 && !hasPlace(n[waiting + to]!, d[waitingLimit + to]!, n[idle + s]!, n[present + s]!, d[systemLimit + to]!))
      )
        return -1;
      part = n[pool + FREE_HEAD]!;
      n[pool + FREE_HEAD] = n[next + part]!;
      n[pool + FREE_COUNT]!--;
      const k = drawClass(state, model.mix[source]!, model.mixStream[source]!);
      n[kind + part] = k;
      f[born + part] = now;
      f[flow + FLOW_STRIDE * k + ARRIVED]!++;
      const arrivals = state.arrivals[source]! + 1;
      state.arrivals[source] = arrivals;
      state.lastArrival[source] = now;
      const more = arrivals < model.sourceLimit[source]!;
      let between = IDLE_TIMER;
      if (more) {
        const law = t[betweenLaw + source]!;
        const stream = t[betweenStream + source]!;
        const slot = t[aheadOf + stream]!;
        if (slot === NONE) between = now + draw(model, state, law, stream);
        else {
          if (n[aheadUsed + slot] === BLOCK) drawAhead(state, slot, stream);
          const used = n[aheadUsed + slot]!;
          between = now + d[lawA + law]! * f[ahead + BLOCK * slot + used]!;
          n[aheadUsed + slot] = used + 1;
          if (used + 1 === BLOCK && emptied < MANY) EMPTIED[emptied++] = stream;
        }
      }
      f[times + timer] = between;
      if (heaped) reseat(state, timer);
    } else return -1;

    for (;;) {
      // One turn: station s, server v and part p that is on it, what the server does from here on and how long.
      let s: number;
      let v: number;
      let amount = -1;
      let doing: number = WORKS;
      let look: number = SHOWN_BUSY;
      let p = part;
      if (turn === COME) {
        if (server !== NONE) {
          // The part leaves its station, and maybe the system.
          f[presentArea + station]! += n[present + station]! * (now - f[presentSince + station]!);
          f[presentSince + station] = now;
          n[present + station]!--;
          f[passed + station]!++;
          f[stay + station]! += now - f[came + part]!;
          n[route + part] = NONE;
          turn = TAKE;
          if (to < 0) {
            const sums = FLOW_STRIDE * n[kind + part]!;
            if (to === LEAVES) {
              f[flow + sums + GONE]!++;
              f[flow + sums + SOJOURNED]! += now - f[born + part]!;
            } else f[flow + sums + SCRAPPED_PARTS]!++;
            n[next + part] = n[pool + FREE_HEAD]!;
            n[pool + FREE_HEAD] = part;
            n[pool + FREE_COUNT]!++;
            continue;
          }
          if (t[routeBecomes + way] !== NONE) n[kind + part] = t[routeBecomes + way]!;
        }
        // It comes to the next: into the queue, or onto an idle server.
        s = t[queueStation + to]!;
        f[came + part] = now;
        f[presentArea + s]! += n[present + s]! * (now - f[presentSince + s]!);
        f[presentSince + s] = now;
        n[present + s]!++;
        f[waitingArea + to]! += n[waiting + to]! * (now - f[waitingSince + to]!);
        f[waitingSince + to] = now;
        n[next + part] = NONE;
        if (n[idle + s] === 0) {
          n[waiting + to]!++;
          const list = t[firstList + to]!;
          if (n[tail + list] === NONE) n[head + list] = part;
          else n[next + n[tail + list]!] = part;
          n[tail + list] = part;
          if (server === NONE) break;
          continue;
        }
        n[idle + s]!--;
        v = t[firstServer + s]!;
        while (n[activity + v] !== RESTS || (n[down + v] !== 0 && (t[flags + s]! & LOAD_WHILE_DOWN) === 0)) v++;
        if (n[phase + v] === STARVED && f[since + v]! < now) f[startCount + s]!++;
        f[tally + TALLY_STRIDE * (s * classes + n[kind + part]!) + STARTED]!++;
      } else {
        s = station;
        v = server;
        const queue = t[firstQueue + s]!;
        if (turn === HOLD) {
          // The server joins those that wait for room.
          doing = WAITS_FOR_ROOM;
          look = BLOCKED;
          n[route + part] = way;
          if (n[blockedHead + to] === NONE) n[blockedHead + to] = v;
          else n[blockedNext + n[blockedTail + to]!] = v;
          n[blockedTail + to] = v;
          n[blockedNext + v] = NONE;
        } else if (n[down + v] === 0 || t[flags + s]! & LOAD_WHILE_DOWN) {
          // The server takes the first that waits, or one of the supply, or rests.
          if (n[waiting + queue]! > 0) {
            const list = t[firstList + queue]!;
            p = n[head + list]!;
            n[head + list] = n[next + p]!;
            if (n[next + p] === NONE) n[tail + list] = NONE;
            n[next + p] = NONE;
            f[waitingArea + queue]! += n[waiting + queue]! * (now - f[waitingSince + queue]!);
            f[waitingSince + queue] = now;
            n[waiting + queue]!--;
            const wait = now - f[came + p]!;
            const sums = TALLY_STRIDE * (s * classes + n[kind + p]!);
            f[tally + sums + STARTED]!++;
            if (wait > 0) {
              f[tally + sums + DELAYED]!++;
              f[tally + sums + WAITED]! += wait;
            }
          } else if (t[flags + s]! & SUPPLY) {
            const k = drawClass(state, model.supplyMix[s]!, model.supplyStream[s]!);
            p = n[pool + FREE_HEAD]!;
            n[pool + FREE_HEAD] = n[next + p]!;
            n[pool + FREE_COUNT]!--;
            n[next + p] = NONE;
            n[kind + p] = k;
            f[born + p] = now;
            f[flow + FLOW_STRIDE * k + ARRIVED]!++;
            f[came + p] = now;
            f[presentArea + s]! += n[present + s]! * (now - f[presentSince + s]!);
            f[presentSince + s] = now;
            n[present + s]!++;
          } else {
            p = NONE;
            n[idle + s]!++;
          }
        } else p = NONE;
        if (p === NONE) {
          doing = RESTS;
          look = STARVED;
          n[load + v] = NONE;
        }
      }

      let time = IDLE_TIMER;
      if (doing === WORKS) {
        const law = t[serviceLaw + s * classes + n[kind + p]!]!;
        const stream = t[serviceStream + s]!;
        const slot = t[aheadOf + stream]!;
        if (slot === NONE) amount = draw(model, state, law, stream);
        else {
          if (n[aheadUsed + slot] === BLOCK) drawAhead(state, slot, stream);
          const used = n[aheadUsed + slot]!;
          amount = d[lawA + law]! * f[ahead + BLOCK * slot + used]!;
          n[aheadUsed + slot] = used + 1;
          if (used + 1 === BLOCK && emptied < MANY) EMPTIED[emptied++] = stream;
        }
        n[load + v] = p;
        f[work + v] = amount;
        f[from + v] = now;
        time = now + amount;
      }
      n[activity + v] = doing;
      f[left + v] = amount;
      if (n[down + v] === 0) {
        f[spent + PHASES * s + n[phase + v]!]! += now - f[since + v]!;
        f[since + v] = now;
        n[phase + v] = look;
        let what: number = COMPLETE;
        let first: number = NONE;
        const end = t[endClock + v]!;
        for (let clock = t[firstClock + v]!; clock < end; clock++) {
          if (doing !== WORKS && t[clockRunsAlways + clock] === 0) continue;
          const fails = (t[clockRunsAlways + clock] === 0 ? now : f[clockFrom + clock]!) + f[clockLeft + clock]!;
          if (fails < time) {
            time = fails;
            what = FAIL;
            first = clock;
          }
        }
        n[failing + v] = first;
        const own = firstServerTimer + v;
        f[times + own] = time;
        n[kinds + own] = what;
        if (heaped) reseat(state, own);
      }

      if (turn === HOLD) break;
      if (v !== server) {
        if (server === NONE) break;
        continue;
      }
      // The place that became free is for the server that has waited longest for it: its part comes, and it takes the next.
      const queue = t[firstQueue + s]!;
      server = n[blockedHead + queue]!;
      if (server === NONE || !hasPlace(n[waiting + queue]!, d[waitingLimit + queue]!, n[idle + s]!, n[present + s]!, d[systemLimit + queue]!)) break;
      n[blockedHead + queue] = n[blockedNext + server]!;
      station = t[serverStation + server]!;
      part = n[load + server]!;
      way = n[route + part]!;
      to = queue;
      turn = COME;
    }
  }
  return emptied;
}
