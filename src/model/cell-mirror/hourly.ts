import { MEASURED_ACCOUNTS } from '../../contract/cell-view.js';
import { rowOf, type CellMirror, type Hearing, type SourceBook } from './books.js';
import { newAir } from './open-mirror.js';

const US_PER_S = 1e6;
const US_PER_HOUR = 3.6e9;

/** Energy by account and use of utilities since the last such fact, once an hour has passed and every meter has told. */
export function tellHour(h: Hearing): void {
  const { book, source, facts, mirror } = h;
  const { hour, atUs, meters } = book;
  if (facts === null || atUs - hour.fromUs < US_PER_HOUR) return;
  if (book.stop !== null && !book.stop.long) return;
  if (meters.some(({ slices }) => slices.length > 0)) return;
  const { fromUs } = hour;
  for (const account of MEASURED_ACCOUNTS) {
    const us = hour.us[account];
    if (us === undefined || us === 0) continue;
    for (const { of: carrier, carrier: is } of meters) {
      if (is)
        facts.push({ kind: 'energy', source: source.id, account, carrier, fromUs, toUs: atUs, seconds: us / US_PER_S, kwh: hour.kwh[account]?.[carrier] ?? 0 });
    }
  }
  const utility = source.kind === 'utility' ? source.id.slice('utilities.'.length) : null;
  const drawn = utility === null ? 0 : drawnOf(mirror, `used.${utility}`, atUs);
  if (utility !== null) facts.push({ kind: 'utility', utility, fromUs, toUs: atUs, used: hour.used['total'] ?? 0, drawn: drawn - hour.drawn });
  book.hour = { fromUs: atUs, us: {}, kwh: {}, used: {}, drawn };
}

/** Sum of what the units drew of a utility up to an instant: their meters, and since then their rates. */
function drawnOf({ books }: CellMirror, of: string, atUs: number): number {
  let sum = 0;
  for (const { meters, atUs: bookedUs } of books) {
    const meter = meters.find((one) => one.of === of);
    if (meter === undefined) continue;
    sum += meter.sum + ((meter.rate ?? 0) * (atUs - bookedUs)) / US_PER_HOUR;
    for (const { drawn } of meter.slices) sum += drawn;
  }
  return sum;
}

/** What a machine has made in each row that is complete now. */
export function tellRuns({ book, source, facts }: Hearing): void {
  for (; book.untold < book.before; book.untold++) {
    const row = rowOf(book, book.untold);
    if (facts === null || source.kind !== 'machine' || row === undefined) continue;
    const runS = (row.us.execute ?? 0) / US_PER_S;
    if (runS === 0 && row.processed === 0) continue;
    const { lot, fromUs, toUs, processed: items, rejected } = row;
    facts.push({ kind: 'ran', source: source.id, lot, fromUs, toUs, runS, items, rejected, setPerMin: book.told.setPerMin });
  }
}

/** Time of a zone with the air that it moves. */
export function moveAir(book: SourceBook, us: number): void {
  const air = book.air!;
  air.us += us;
  air.fanKwUs += (air.fanKw ?? 0) * us;
  if (air.flow !== null) {
    air.flowUs += air.flow * us;
    air.flowKnownUs += us;
  }
  if (air.outdoorC !== null) {
    air.outdoorUs += air.outdoorC * us;
    air.outdoorKnownUs += us;
  }
}

/** A zone's air in one mode, once the mode has changed or an hour has passed. */
export function tellAir({ book, source, facts }: Hearing, turned: boolean): void {
  const air = book.air!;
  if (!turned && book.atUs - air.fromUs < US_PER_HOUR) return;
  const setback = book.account === 'idle';
  if (air.us > 0 && book.account !== 'unknown') {
    const share = (sum: number, us: number) => (us > 0 ? sum / us : null);
    const { fromUs } = air;
    const seconds = air.us / US_PER_S;
    const meanFlow = share(air.flowUs, air.flowKnownUs);
    const outdoorC = share(air.outdoorUs, air.outdoorKnownUs);
    const fanKwh = air.fanKwUs / US_PER_HOUR;
    facts?.push({ kind: 'zone', zone: source.id.slice('zones.'.length), setback, fromUs, toUs: book.atUs, seconds, fanKwh, meanFlow, outdoorC });
  }
  const { fanKw, flow, outdoorC, roomDpPa } = air;
  book.air = { ...newAir(book.atUs), fanKw, flow, outdoorC, roomDpPa };
}
