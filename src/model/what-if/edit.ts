import type { CellDefinition, CellUnit } from '../../contract/cell.js';
import type { LawChange } from '../../contract/change-parts.js';
import type { ChangeNoteCode } from '../../contract/change-note-sentences.js';
import type { ChangeNote, ChangeNoteValues } from '../../contract/change-note.js';
import { applyFormula, sayValue, type Bounds, type Formula } from '../../contract/formula.js';
import { Moment, type Station } from '../../contract/line.js';
import { nearest } from '../../contract/nearest.js';
import type { Issue } from '../../contract/problem.js';
import { PositiveDuration, type DurationDistribution } from '../../contract/units.js';
import { mean, scale } from '../../engine/distribution.js';
import { distributionIssue } from '../issues.js';
import { momentUs } from '../zone.js';
import { clashOf, type Touched } from './touched.js';

/** A definition that changes are made to, and what came of them. */
export interface Draft {
  readonly definition: CellDefinition;
  readonly atUs: number;
  readonly issues: Issue[];
  readonly notes: ChangeNote[];
  readonly touched: Touched[];
  /** what changes added: others may act on it */
  readonly made: Touched[];
}

type Named = readonly { id: string }[];

/** One change at work on a draft: it finds what it names, says what it touches, and tells what is wrong by the keys of the change. */
export class Edit {
  constructor(
    private readonly draft: Draft,
    private readonly index: number,
  ) {}

  get cell(): CellDefinition {
    return this.draft.definition;
  }

  /** Start of the simulation [us]. */
  get atUs(): number {
    return this.draft.atUs;
  }

  refuse(key: string, detail: string): null {
    const pointer = `/changes/${this.index}${key === '' ? '' : `/${key}`}`;
    const { issues } = this.draft;
    if (!issues.some((issue) => issue.pointer === pointer && issue.detail === detail)) issues.push({ pointer, detail });
    return null;
  }

  note<Code extends ChangeNoteCode>(code: Code, values: ChangeNoteValues<Code>): void {
    this.draft.notes.push({ code, change: this.index, values });
  }

  /** Whether nothing is wrong so far with this change. */
  get isRight(): boolean {
    return !this.draft.issues.some(({ pointer }) => `${pointer}/`.startsWith(`/changes/${this.index}/`));
  }

  /** Says that this key of the change acts on a place, by keys and ids. False where another change does already. */
  touch(key: string, path: string): boolean {
    const clash = clashOf(this.draft.touched, this.index, path);
    this.draft.touched.push({ change: this.index, key, path });
    if (clash === null) return true;
    this.refuse(key, `acts on ${path}, as change no. ${clash.change + 1} of the variant does: expected one change of it in a variant`);
    return false;
  }

  /** Says that a place was added by this key of the change. */
  made(key: string, path: string): void {
    this.draft.made.push({ change: this.index, key, path });
  }

  /** The entry with that id; null, and an issue with what there is, where there is none. */
  find<Entry extends { id: string }>(list: readonly Entry[], id: string, key: string, what: string): Entry | null {
    return list.find((entry) => entry.id === id) ?? this.refuse(key, `there is no ${what} "${id}"${choice(id, list, what)}`);
  }

  unit(id: string, key = 'unit'): CellUnit | null {
    return this.find(this.cell.units, id, key, 'unit');
  }

  /** Whether there is such a calendar; null is none, and works always. */
  isCalendar(id: string | null, key = 'calendar'): boolean {
    return id === null || this.find(this.cell.calendars, id, key, 'calendar') !== null;
  }

  /** A machine of the flow segment of a unit; the only one where none is named. */
  machine(unit: CellUnit, machine: string | undefined, key = 'machine'): Station | null {
    const stations = unit.flow?.stations;
    if (stations === undefined) return this.refuse(machine === undefined ? 'unit' : key, `"${unit.id}" has no machines: it has phases, no flow segment`);
    if (machine !== undefined) return this.find(stations, machine, key, `machine in "${unit.id}"`);
    return stations.length === 1 ? stations[0]! : this.refuse(key, `missing: which machine of "${unit.id}"? ${idsOf(stations)}`);
  }

  /** A new name that nothing in the list has yet. */
  free(list: Named, id: string, key: string, what: string): boolean {
    if (list.every((entry) => entry.id !== id)) return true;
    this.refuse(key, `another ${what} has the id "${id}" already`);
    return false;
  }

  /** The number that a formula makes of the present one; null where it may not be. */
  number(key: string, path: string, change: Formula, now: number | null, bounds: Bounds = {}): number | null {
    if (!this.touch(key, path)) return null;
    const applied = applyFormula(change, now, bounds);
    if (!applied.ok) return this.refuse(key, applied.detail);
    this.weigh(path, applied.value, change.measure);
    if (change.measure === 'rate' && change.op === 'add' && change.value < 0 && now !== null) this.echoLess(path, change, now, applied.value);
    return applied.value;
  }

  /** The same of whole things: what is not whole is rounded down, and a note says so. */
  count(key: string, path: string, change: Formula, now: number | null, bounds: Bounds = { least: 1, most: 1e9 }): number | null {
    const exact = this.number(key, path, change, now, bounds);
    if (exact === null) return null;
    const taken = Math.floor(exact + 1e-9);
    if (Math.abs(taken - exact) > 1e-9) this.note('rounded-down', { of: path, exact: Number(exact.toPrecision(6)), taken });
    return taken;
  }

  /** The law with another mean, or another law; null where it may not be. */
  law(key: string, path: string, change: LawChange, now: DurationDistribution | undefined): DurationDistribution | null {
    if ('dist' in change) {
      if (!this.touch(key, path)) return null;
      const wrong = distributionIssue(change);
      if (wrong !== null) return this.refuse(key, wrong);
      this.weigh(path, mean(change), 'duration');
      return change;
    }
    const before = now === undefined ? null : mean(now);
    const after = this.number(key, path, change, before, { above: true });
    if (after === null) return null;
    return now === undefined || before === 0 ? { dist: 'fixed', value: after } : scale(now, after / before!);
  }

  /** The instant of a date and time, or of a time after the start such as `+3 h` [us]; null where it is none. */
  when(key: string, text: string): number | null {
    if (/^\s*\+/.test(text)) {
      const after = PositiveDuration.safeParse(text.replace('+', ''));
      return after.success ? this.atUs + Math.round(after.data * 1e6) : this.refuse(key, `expected a time after the start such as "+3 h", found "${text}"`);
    }
    const atUs = Moment.safeParse(text).success ? momentUs(this.cell.timezone, text) : NaN;
    return Number.isNaN(atUs) ? this.refuse(key, `there is no such date: expected one such as 2026-03-14T06:00, found "${text}"`) : atUs;
  }

  /** A rate with a minus is less than there is, and not a negative one: says so. */
  private echoLess(path: string, { text, value: added }: Formula, now: number, value: number): void {
    const say = (rate: number) => sayValue(rate, 'rate');
    this.note('rate-less', { of: path, text, less: say(-added), value: say(value), now: say(now) });
  }

  /** Says where a value lies beyond the range that was proven. */
  private weigh(path: string, value: number, measure: Formula['measure']): void {
    const say = (bound: number) => sayValue(bound, measure);
    for (const { of, from, to, source } of this.cell.proven ?? []) {
      if (of !== path || (value >= from && value <= to)) continue;
      this.note('beyond-proven', { of, value: say(value), from: say(from), to: say(to), source });
    }
  }
}

const idsOf = (list: Named) => `expected one of ${list.map(({ id }) => id).join(', ')}`;

/** What there is, and what was probably meant. */
export function choice(word: string, list: Named, what: string): string {
  if (list.length === 0) return `: there is no ${what} at all`;
  const near = nearest(
    word,
    list.map(({ id }) => id),
  );
  return `${near === null ? '' : `, did you mean "${near}"?`}${near === null ? '; ' : ' '}${idsOf(list)}`;
}
