import { SIDE, waitedFor } from '../analysis/causes.js';
import type { CompiledCell } from '../cell/compile.js';
import { settle, SILENT_US, turnWait } from './advance.js';
import { rowOf, type CellMirror, type Side, type WaitBook } from './books.js';
import type { MeasuredFact } from './facts.js';
import { sourcesOf, type WaitGroup } from './sources.js';
import { unitsWaitedFor } from './unit-waits.js';

/** What sources tell comes at most so much later than what others tell of the same time; a source that has said nothing since is silent. */
const LAG_US = 300e6;
const SETTLED_US = SILENT_US + LAG_US;

const SIDES: Record<Side, number> = { runs: SIDE.none, stands: SIDE.none, starved: SIDE.before, blocked: SIDE.after };

/** Books whom the sources of each group waited for, up to an instant that every source has told of. */
export function settleWaits(cell: CompiledCell, mirror: CellMirror, facts: MeasuredFact[]): void {
  const untilUs = mirror.asOfUs! - SETTLED_US;
  const { groups } = mirror;
  for (let g = 0; g < groups.length; g++) {
    const { turns } = groups[g]!;
    if (turns.length === 0 || turns[0]!.atUs > untilUs) continue;
    regardMembers(cell, mirror, g, untilUs, facts);
    settleGroup(cell, mirror, g, untilUs);
  }
}

/** What members have told until then is regarded, and those that were silent stand since their last word. */
function regardMembers(cell: CompiledCell, mirror: CellMirror, g: number, untilUs: number, facts: MeasuredFact[]): void {
  const { list, groups } = sourcesOf(cell);
  for (const index of groups[g]!.members) {
    const book = mirror.books[index]!;
    if (book.firstUs === null || book.atUs > untilUs) continue;
    settle({ cell, mirror, source: list[index]!, book, facts });
    const wordUs = Math.max(book.atUs, book.eventUs);
    if (wordUs >= untilUs) continue;
    turnWait(mirror.groups[g]!, { atUs: wordUs, member: list[index]!.member, side: 'stands', row: -1 });
    book.dirty = true; // it tells again once it speaks
  }
}

/** The same of one group, of all turns until then. */
export function settleGroup(cell: CompiledCell, mirror: CellMirror, g: number, untilUs: number): void {
  const book = mirror.groups[g]!;
  let taken = 0;
  while (taken < book.turns.length && book.turns[taken]!.atUs <= untilUs) {
    const { atUs, member, side, row } = book.turns[taken]!;
    if (book.doneUs === null || atUs > book.doneUs) {
      if (book.doneUs !== null) bookWaits(cell, mirror, g, atUs);
      book.doneUs = atUs;
    }
    if (member >= 0) book.now[member] = { side, row };
    taken++;
  }
  book.turns.splice(0, taken);
}

/** From the time of the group to an instant, in which nothing turns. */
export function bookWaits(cell: CompiledCell, mirror: CellMirror, g: number, toUs: number): void {
  const group = sourcesOf(cell).groups[g]!;
  const book = mirror.groups[g]!;
  const us = toUs - book.doneUs!;
  book.now.forEach(({ side, row }, member) => {
    if (side !== 'starved' && side !== 'blocked') return;
    const at = rowOf(mirror.books[group.members[member]!]!, row);
    if (at === undefined) return;
    const causes = causesOfWait(cell, mirror, group, book, member, book.doneUs!);
    for (const cause of causes) at.causedUs[cause] = (at.causedUs[cause] ?? 0) + us / causes.length;
  });
}

/** Sources that one waits for at an instant; the outside of a segment is its unit, and a unit for which nobody is found waits for itself. */
export function causesOfWait(cell: CompiledCell, mirror: CellMirror, group: WaitGroup, { now }: Pick<WaitBook, 'now'>, member: number, atUs: number): string[] {
  const { list } = sourcesOf(cell);
  const source = list[group.members[member]!]!;
  if (group.neighbours === null) {
    const sides = new Map(group.members.map((index, m) => [list[index]!.id, now[m]!.side]));
    return unitsWaitedFor(cell, mirror, sides, source.id, atUs);
  }
  const { before, after } = group.neighbours;
  const sides = now.map(({ side }) => SIDES[side]);
  const found = waitedFor(now[member]!.side === 'starved' ? before : after, sides, (n) => now[n]!.side === 'runs', member);
  const outside = source.id.slice(0, source.id.lastIndexOf('.'));
  return found.length === 0 ? [source.id] : found.map((n) => (n === null ? outside : list[group.members[n]!]!.id));
}
