import { noteOf } from '../../../contract/look-ahead-note.js';
import { NEVER } from '../../../engine/calendar.js';
import { charge } from '../../charge.js';
import type { CompiledLine } from '../../compile.js';
import { correct } from '../../correct.js';
import type { LineState } from '../../layout.js';
import type { Place } from '../compile.js';
import { BATCH, STAGE, WAITS } from '../layout.js';
import type { MachineSituation, PlaceSituation } from '../situation.js';
import { batchField } from '../table.js';
import { lastedUs, outsideName, type Beginning } from './known.js';

/** Items that a machine has processed of the lot, and how many of them were good. */
interface Made {
  processed: number;
  good: number;
}

/** The machines of a flow segment: their clocks and stops, and of a lot in production what each has made and what lies between them. */
export function laySegment(b: Beginning, place: Place, at: PlaceSituation): void {
  const line = place.line!;
  const flow = b.state.lines[place.segment]!;
  const { p } = b.state;
  const i = place.index;
  const told = line.stations.map(({ id }) => at.machines.find(({ machine }) => machine === id) ?? null);
  for (const { machine } of at.machines)
    if (!line.stations.some(({ id }) => id === machine)) b.notes.push(noteOf('machine-left-out', { source: `${at.place}.${machine}` }));
  layAges(b, place, line, flow, told);
  if (p.stage[i] === STAGE.production && p.waits[i] === WAITS.no) layItems(b, place, madeOf(b, place, line, told));
  told.forEach((machine, station) => layStop(b, place, station, machine));
}

function layAges({ unknown, notes }: Beginning, place: Place, line: CompiledLine, flow: LineState, told: readonly (MachineSituation | null)[]): void {
  const drawn = new Map<string, string[]>();
  for (const law of line.laws) {
    const { id } = line.stations[law.station]!;
    const ran = lastedUs(told[law.station]?.ranS[law.id]);
    flow.due[law.index] = NEVER; // the fork draws it, given the age
    flow.age[law.index] = ran ?? unknown.ageUs(`${place.id}/${id}/${law.id}`, law.every);
    if (ran === null) drawn.set(id, [...(drawn.get(id) ?? []), law.id]);
  }
  for (const [id, stops] of drawn) notes.push(noteOf('stop-clock-drawn', { source: `${outsideName(place.id)}.${id}`, stops: stops.join(', ') }));
}

/** Feed items of the batch in one item of a station. */
const feedIn = ({ stations, network }: CompiledLine, station: number): number => {
  const first = stations[network?.order[0] ?? 0]!;
  return (stations[station]!.unitsPerItem / first.unitsPerItem) * first.takes;
};

/** What each machine has made of the lot. One that is not told of has come as far as those that are; with none told, how far is drawn. */
function madeOf({ state, unknown, notes }: Beginning, place: Place, line: CompiledLine, told: readonly (MachineSituation | null)[]): Made[] {
  const items = batchField(state, state.p.batch[place.index]!, BATCH.items);
  const whole = line.stations.map(({ index }) => items / feedIn(line, index));
  const known = told.map((machine) => (machine !== null && machine.processed >= 0 ? machine : null));
  const shares = known.flatMap((machine, i) => (machine === null ? [] : [Math.min(1, machine.processed / whole[i]!)]));
  const missing = known.flatMap((machine, i) => (machine === null ? [line.stations[i]!.id] : []));
  if (missing.length > 0) notes.push(noteOf('machines-as-others', { source: outsideName(place.id), machines: missing.join(', ') }));
  const share = shares.length === 0 ? unknown.uniform(`${place.id}/made`) : shares.reduce((sum, one) => sum + one, 0) / shares.length;
  return line.stations.map(({ yield: good }, i) => {
    const machine = known[i];
    if (!machine) return { processed: share * whole[i]!, good: share * whole[i]! * good };
    const processed = Math.min(machine.processed, whole[i]!);
    return { processed, good: machine.rejected >= 0 ? Math.max(0, processed - machine.rejected) : processed * good };
  });
}

/** Good items out of the segment, items between the machines, and the rest to feed: never more than the lot has. */
function layItems(b: Beginning, place: Place, made: readonly Made[]): void {
  const line = place.line!;
  const flow = b.state.lines[place.segment]!;
  const items = batchField(b.state, b.state.p.batch[place.index]!, BATCH.items);
  const first = line.network?.order[0] ?? 0;
  let left = items;
  let out = 0;
  for (const end of line.ends) {
    const good = Math.min(made[end]!.good, left / feedIn(line, end));
    out += good;
    left -= good * feedIn(line, end);
  }
  b.state.p.outMark[place.index] = -out;
  const between = betweenMachines(line, made);
  for (const content of between.reverse()) {
    content.items = Math.min(content.items, Math.max(0, left) / feedIn(line, content.from));
    left -= content.items * feedIn(line, content.from);
  }
  const toFeed = Math.min(left, items - made[first]!.processed * line.stations[first]!.takes);
  if (toFeed > 0) charge(line, flow, first, toFeed);
  for (const station of line.ramps) correct(line, flow, { kind: 'condition', station, condition: 'up', law: null, sinceUs: b.atUs });
  for (const { slot, items: level } of between) if (level > 0) correct(line, flow, { kind: 'level', after: slot, items: level });
}

interface Content {
  /** of the level */
  slot: number;
  /** station before, in whose items it counts */
  from: number;
  items: number;
}

/** What lies between machines: what those before have made and those behind have not taken, over the ways that join them by their capacity. */
function betweenMachines({ network, stations }: CompiledLine, made: readonly Made[]): Content[] {
  const ways =
    network?.ways.map(({ slot, from, to, capacity }) => ({ slot, from, to, capacity })) ??
    stations.slice(0, -1).map(({ index, capacity }) => ({ slot: index, from: index, to: index + 1, capacity }));
  const group = ways.map((_, k) => k);
  ways.forEach((way, k) =>
    ways.slice(0, k).forEach((other, n) => {
      if (other.from === way.from || other.to === way.to) group.forEach((its, m) => (group[m] = its === group[k] ? group[n]! : its));
    }),
  );
  return ways.map(({ slot, from, capacity }, k) => {
    const joined = ways.filter((_, n) => group[n] === group[k]);
    const room = joined.reduce((sum, way) => sum + way.capacity, 0);
    const before = [...new Set(joined.map((way) => way.from))].reduce((sum, i) => sum + made[i]!.good, 0);
    const behind = [...new Set(joined.map((way) => way.to))].reduce((sum, i) => sum + made[i]!.processed * stations[i]!.takes, 0);
    return { slot, from, items: room > 0 ? Math.min(capacity, (Math.max(0, before - behind) * capacity) / room) : 0 };
  });
}

function layStop({ state, atUs, notes }: Beginning, place: Place, station: number, told: MachineSituation | null): void {
  if (!told?.down) return;
  const { law, forS } = told.down;
  const known = place.line!.stations[station]!.laws.findIndex(({ id }) => id === law);
  if (known < 0) notes.push(noteOf('stop-law-drawn', { source: `${outsideName(place.id)}.${told.machine}` }));
  const sinceUs = atUs - (lastedUs(forS) ?? 0);
  correct(place.line!, state.lines[place.segment]!, { kind: 'condition', station, condition: 'down', law: known < 0 ? null : known, sinceUs });
}
