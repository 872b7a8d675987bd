import { NEVER } from '../../engine/calendar.js';
import { AHEAD, drawAhead } from './ahead.js';
import type { Desk } from './desk.js';
import * as layout from './layout.js';
import { draw } from './laws.js';
import * as tables from './model.js';
import { drawClass, routeOf } from './server.js';
import { reseat } from './timers.js';

// Names of this module: an imported one is looked up anew at every use.
const { ARRIVED, DELAYED, FLOW_STRIDE, FREE_COUNT, FREE_HEAD, LEFT: GONE, PHASES, SCRAPPED_PARTS, SOJOURNED, STARTED, TALLY_STRIDE, WAITED } = layout;
const { idle: RESTS, busy: WORKS, finished: WAITS_FOR_ROOM } = layout.ACTIVITY;
const { busy: SHOWN_BUSY, starved: STARVED, blocked: BLOCKED } = layout.PHASE;
const { complete: COMPLETE, fail: FAIL, arrive: ARRIVE } = tables.EVENT;
const { supply: SUPPLY, loadWhileDown: LOAD_WHILE_DOWN } = tables.FLAG;
const { LEAVES, NONE, NOT_PLAIN } = tables;
const BLOCK = AHEAD;
const IDLE_TIMER = NEVER;

/** What is next to be done for an event: a server keeps its part, a part comes to a station, a server takes the next part. */
const HOLD = 0;
const COME = 1;
const TAKE = 2;

/** Streams whose numbers in store an event used up, at most so many. Scratch, not state: valid until the next event. */
const MANY = 64;
const EMPTIED = new Int32Array(MANY);

const hasPlace = (waiting: number, limit: number, idle: number, present: number, systemLimit: number) => waiting < limit + idle && present < systemLimit;

/**
 * The short way for what happens most: completions and arrivals that have their instant to themselves, at stations that only take,
 * serve and hand on. It does to the bit what the general way does, but a part goes straight from server to server or queue, and a
 * server from part to part, without the marks and idle moments in between. It ends before the first event that is none of
 * these, that lies past `until`, or for which fewer than `reserve` parts are free.
 */
export function runPlain(desk: Desk, until: number, reserve: number): void {
  const { model, state } = desk;
  for (;;) {
    const emptied = happenPlain(desk, until, reserve);
    if (emptied === 0) return;
    for (let i = 0; i < emptied; i++) drawAhead(state, model.aheadOf[EMPTIED[i]!]!, EMPTIED[i]!);
  }
}

/**
 * Events up to one that empties streams; how many streams it emptied, or 0 before the first event that is not for the short way.
 *
 * One function over whole blocks, because an event is some sixty accesses to tables: doubles (f) and whole numbers (n) of the state,
 * doubles (d) and whole numbers (t) of the model, each at its place on the desk (o). A call on the way makes the compiler look up
 * every block anew after it, so what is rare is left to the caller.
 */
function happenPlain(o: Desk, until: number, reserve: number): number {
  const { doubles: f, integers: n, modelDoubles: d, modelIntegers: t, timers, heaped } = o;
  let emptied = 0;
  while (emptied === 0 && n[o.pool + FREE_COUNT]! >= reserve) {
    let timer = 0;
    let now: number;
    let tie = false;
    if (heaped) {
      timer = n[o.heap]!;
      now = f[o.times + timer]!;
      tie = f[o.times + n[o.heap + 1]!] === now || f[o.times + n[o.heap + 2]!] === now;
    } else {
      now = f[o.times]!;
      for (let i = 1; i < timers; i++) {
        const other = f[o.times + i]!;
        if (other <= now) {
          tie = other === now;
          now = other;
          timer = i;
        }
      }
    }
    if (tie || now > until) return 0;

    // What the event begins with: a part, the queue and the station ahead of it and its way there; the server and the station that it comes from.
    let part: number;
    let to: number;
    let way: number = NONE;
    let server: number = NONE;
    let station: number = NONE;
    let ahead: number = NONE;
    let turn = COME;
    if (n[o.kinds + timer] === COMPLETE && timer < o.endServerTimer) {
      server = timer - o.firstServerTimer;
      station = t[o.serverStation + server]!;
      part = n[o.part + server]!;
      const by = station * o.classes + n[o.kind + part]!;
      way = t[o.plainRoute + by]!;
      if (way < 0) {
        if (way === NOT_PLAIN) return 0;
        way = routeOf(o.model, o.state, station, part);
        const drawn = t[o.routeTo + way]!;
        if (drawn >= 0 && (t[o.plain + t[o.queueStation + drawn]!] === 0 || t[o.queueStation + drawn] === station)) return 0;
      }
      to = t[o.routeTo + way]!;
      if (to >= 0) {
        ahead = t[o.queueStation + to]!;
        if (
          t[o.limited + to] === 1 &&
          !hasPlace(n[o.waiting + to]!, d[o.waitingLimit + to]!, n[o.idle + ahead]!, n[o.present + ahead]!, d[o.systemLimit + to]!)
        )
          turn = HOLD;
      }
      const end = t[o.endClock + server]!;
      for (let clock = t[o.firstClock + server]!; clock < end; clock++) {
        if (t[o.clockRunsAlways + clock] === 1) {
          f[o.clockLeft + clock] = Math.max(0, f[o.clockLeft + clock]! - (now - f[o.clockFrom + clock]!));
          f[o.clockFrom + clock] = now;
        } else f[o.clockLeft + clock] = Math.max(0, f[o.clockLeft + clock]! - (now - f[o.from + server]!));
      }
      if (t[o.firstClock + server]! < end) f[o.from + server] = now;
    } else if (n[o.kinds + timer] === ARRIVE) {
      const source = timer - o.firstSourceTimer;
      to = t[o.sourceTo + source]!;
      ahead = t[o.queueStation + to]!;
      if (t[o.plain + ahead] === 0) return 0;
      if (t[o.limited + to] === 1 && !hasPlace(n[o.waiting + to]!, d[o.waitingLimit + to]!, n[o.idle + ahead]!, n[o.present + ahead]!, d[o.systemLimit + to]!))
        return 0;
      part = n[o.pool + FREE_HEAD]!;
      n[o.pool + FREE_HEAD] = n[o.next + part]!;
      n[o.pool + FREE_COUNT]!--;
      const k = t[o.mixStream + source] === NONE ? 0 : drawClass(o.state, o.model.mix[source]!, t[o.mixStream + source]!);
      n[o.kind + part] = k;
      f[o.born + part] = now;
      f[o.flow + FLOW_STRIDE * k + ARRIVED]!++;
      f[o.arrivals + source]!++;
      f[o.lastArrival + source] = now;
      let between = IDLE_TIMER;
      if (f[o.arrivals + source]! < d[o.sourceLimit + source]!) {
        const law = t[o.betweenLaw + source]!;
        const stream = t[o.betweenStream + source]!;
        const slot = t[o.aheadOf + stream]!;
        if (slot === NONE) between = now + draw(o.model, o.state, law, stream);
        else {
          if (n[o.aheadUsed + slot] === BLOCK) drawAhead(o.state, slot, stream);
          const used = n[o.aheadUsed + slot]!;
          between = now + d[o.lawA + law]! * f[o.ahead + BLOCK * slot + used]!;
          n[o.aheadUsed + slot] = used + 1;
          if (used + 1 === BLOCK && emptied < MANY) EMPTIED[emptied++] = stream;
        }
      }
      f[o.times + timer] = between;
      if (o.heaped) reseat(o.state, timer);
    } else return 0;

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
          f[o.presentArea + station]! += n[o.present + station]! * (now - f[o.presentSince + station]!);
          f[o.presentSince + station] = now;
          n[o.present + station]!--;
          f[o.passed + station]!++;
          f[o.stay + station]! += now - f[o.came + part]!;
          n[o.route + part] = NONE;
          turn = TAKE;
          if (to < 0) {
            const sums = FLOW_STRIDE * n[o.kind + part]!;
            if (to === LEAVES) {
              f[o.flow + sums + GONE]!++;
              f[o.flow + sums + SOJOURNED]! += now - f[o.born + part]!;
            } else f[o.flow + sums + SCRAPPED_PARTS]!++;
            n[o.next + part] = n[o.pool + FREE_HEAD]!;
            n[o.pool + FREE_HEAD] = part;
            n[o.pool + FREE_COUNT]!++;
            continue;
          }
          if (t[o.routeBecomes + way] !== NONE) n[o.kind + part] = t[o.routeBecomes + way]!;
        }
        // It comes to the next: into the queue, or onto an idle server.
        s = ahead;
        f[o.came + part] = now;
        f[o.presentArea + s]! += n[o.present + s]! * (now - f[o.presentSince + s]!);
        f[o.presentSince + s] = now;
        n[o.present + s]!++;
        f[o.waitingArea + to]! += n[o.waiting + to]! * (now - f[o.waitingSince + to]!);
        f[o.waitingSince + to] = now;
        n[o.next + part] = NONE;
        if (n[o.idle + s] === 0) {
          n[o.waiting + to]!++;
          const list = t[o.firstList + to]!;
          if (n[o.tail + list] === NONE) n[o.head + list] = part;
          else n[o.next + n[o.tail + list]!] = part;
          n[o.tail + list] = part;
          if (server === NONE) break;
          continue;
        }
        n[o.idle + s]!--;
        v = t[o.firstServer + s]!;
        while (n[o.activity + v] !== RESTS || (n[o.down + v] !== 0 && (t[o.flags + s]! & LOAD_WHILE_DOWN) === 0)) v++;
        if (n[o.phase + v] === STARVED && f[o.since + v]! < now) f[o.startCount + s]!++;
        f[o.tally + TALLY_STRIDE * (s * o.classes + n[o.kind + part]!) + STARTED]!++;
      } else {
        s = station;
        v = server;
        const queue = t[o.firstQueue + s]!;
        if (turn === HOLD) {
          // The server joins those that wait for room.
          doing = WAITS_FOR_ROOM;
          look = BLOCKED;
          n[o.route + part] = way;
          if (n[o.blockedHead + to] === NONE) n[o.blockedHead + to] = v;
          else n[o.blockedNext + n[o.blockedTail + to]!] = v;
          n[o.blockedTail + to] = v;
          n[o.blockedNext + v] = NONE;
        } else if (n[o.down + v] === 0 || t[o.flags + s]! & LOAD_WHILE_DOWN) {
          // The server takes the first that waits, or one of the supply, or rests.
          if (n[o.waiting + queue]! > 0) {
            const list = t[o.firstList + queue]!;
            p = n[o.head + list]!;
            n[o.head + list] = n[o.next + p]!;
            if (n[o.next + p] === NONE) n[o.tail + list] = NONE;
            n[o.next + p] = NONE;
            f[o.waitingArea + queue]! += n[o.waiting + queue]! * (now - f[o.waitingSince + queue]!);
            f[o.waitingSince + queue] = now;
            n[o.waiting + queue]!--;
            const wait = now - f[o.came + p]!;
            const sums = TALLY_STRIDE * (s * o.classes + n[o.kind + p]!);
            f[o.tally + sums + STARTED]!++;
            if (wait > 0) {
              f[o.tally + sums + DELAYED]!++;
              f[o.tally + sums + WAITED]! += wait;
            }
          } else if (t[o.flags + s]! & SUPPLY) {
            const k = t[o.supplyStream + s] === NONE ? 0 : drawClass(o.state, o.model.supplyMix[s]!, t[o.supplyStream + s]!);
            p = n[o.pool + FREE_HEAD]!;
            n[o.pool + FREE_HEAD] = n[o.next + p]!;
            n[o.pool + FREE_COUNT]!--;
            n[o.next + p] = NONE;
            n[o.kind + p] = k;
            f[o.born + p] = now;
            f[o.flow + FLOW_STRIDE * k + ARRIVED]!++;
            f[o.came + p] = now;
            f[o.presentArea + s]! += n[o.present + s]! * (now - f[o.presentSince + s]!);
            f[o.presentSince + s] = now;
            n[o.present + s]!++;
          } else {
            p = NONE;
            n[o.idle + s]!++;
          }
        } else p = NONE;
        if (p === NONE) {
          doing = RESTS;
          look = STARVED;
          n[o.part + v] = NONE;
        }
      }

      let time = IDLE_TIMER;
      if (doing === WORKS) {
        const law = t[o.serviceLaw + s * o.classes + n[o.kind + p]!]!;
        const stream = t[o.serviceStream + s]!;
        const slot = t[o.aheadOf + stream]!;
        if (slot === NONE) amount = draw(o.model, o.state, law, stream);
        else {
          if (n[o.aheadUsed + slot] === BLOCK) drawAhead(o.state, slot, stream);
          const used = n[o.aheadUsed + slot]!;
          amount = d[o.lawA + law]! * f[o.ahead + BLOCK * slot + used]!;
          n[o.aheadUsed + slot] = used + 1;
          if (used + 1 === BLOCK && emptied < MANY) EMPTIED[emptied++] = stream;
        }
        n[o.part + v] = p;
        f[o.work + v] = amount;
        f[o.from + v] = now;
        time = now + amount;
      }
      n[o.activity + v] = doing;
      f[o.left + v] = amount;
      if (n[o.down + v] === 0) {
        f[o.spent + PHASES * s + n[o.phase + v]!]! += now - f[o.since + v]!;
        f[o.since + v] = now;
        n[o.phase + v] = look;
        let what: number = COMPLETE;
        let first: number = NONE;
        const end = t[o.endClock + v]!;
        for (let clock = t[o.firstClock + v]!; clock < end; clock++) {
          if (doing !== WORKS && t[o.clockRunsAlways + clock] === 0) continue;
          const fails = (t[o.clockRunsAlways + clock] === 0 ? now : f[o.clockFrom + clock]!) + f[o.clockLeft + clock]!;
          if (fails < time) {
            time = fails;
            what = FAIL;
            first = clock;
          }
        }
        n[o.failing + v] = first;
        const own = o.firstServerTimer + v;
        f[o.times + own] = time;
        n[o.kinds + own] = what;
        if (o.heaped) reseat(o.state, own);
      }

      if (turn === HOLD) break;
      if (v !== server) {
        if (server === NONE) break;
        continue;
      }
      // The place that became free is for the server that has waited longest for it: its part comes, and it takes the next.
      const queue = t[o.firstQueue + s]!;
      server = n[o.blockedHead + queue]!;
      if (server === NONE || !hasPlace(n[o.waiting + queue]!, d[o.waitingLimit + queue]!, n[o.idle + s]!, n[o.present + s]!, d[o.systemLimit + queue]!)) break;
      n[o.blockedHead + queue] = n[o.blockedNext + server]!;
      station = t[o.serverStation + server]!;
      part = n[o.part + server]!;
      way = n[o.route + part]!;
      to = queue;
      ahead = s;
      turn = COME;
    }
  }
  return emptied;
}
