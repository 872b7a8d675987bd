import type { LineCondition, StationCondition } from '../contract/alarm-rule.js';
import type { Micros } from '../contract/units.js';
import { silentFromUs } from './account.js';
import { hearAlarms } from './alarm.js';
import type { AlarmBook, AlarmFact, Sensed, Watched } from './alarm-book.js';
import { alarmRules, type LineRule } from './alarm-rules.js';
import type { Books, UnitBooks } from './books.js';
import type { CompiledLine } from './compile.js';
import { meanRatio } from './watch.js';

const US_PER_S = 1e6;

/** A line with the rules of its file. */
export interface WatchedLine extends Watched {
  rules: Map<string, LineRule>;
}

export const watchedLine = ({ definition, shifts }: CompiledLine): WatchedLine => ({
  rules: new Map(alarmRules(definition).map((rule) => [rule.id, rule])),
  shifts,
  ruleOfInstance: () => null,
});

/** Takes in what the books of the line say after a reading. Returns what happened, oldest first. */
export const hearLine = (line: CompiledLine, watched: WatchedLine, book: AlarmBook, books: Books): AlarmFact[] =>
  hearAlarms(
    watched,
    book,
    books.asOfUs!,
    book.states.map((state) => [state, sense(line, books, watched.rules.get(state.id)!)] as const),
  );

/**
 * The condition of an alarm by the books of its line. A value holds until the next reading of its signal, also while its
 * machine is silent: silence raises what watches for silence and settles nothing else.
 */
function sense(line: CompiledLine, books: Books, rule: LineRule): Sensed {
  const unit = books.units[rule.station];
  const condition = unit ? ofStation(line, unit, rule.on) : ofLine(books, rule.on as LineCondition);
  return { ...NOT, ...condition, planned: unit?.family.family === 'planned' };
}

type Held = Partial<Omit<Sensed, 'planned'>>;
const NOT = { holdsFromUs: null, keeps: false, value: null };

function ofLine(books: Books, on: LineCondition): Held {
  if (on.when === 'stale') return { holdsFromUs: after(newest(books.units.map(({ lastSeenUs }) => lastSeenUs)), on.for * US_PER_S) };
  const readings = books.units.flatMap(({ latest: { power } }) => (typeof power?.value === 'number' ? [{ kw: power.value, atUs: power.measuredAtUs }] : []));
  if (readings.length === 0) return NOT;
  const kw = readings.reduce((sum, reading) => sum + reading.kw, 0);
  return beyond(on, kw, newest(readings.map(({ atUs }) => atUs))!);
}

function ofStation(line: CompiledLine, unit: UnitBooks, on: StationCondition): Held {
  switch (on.when) {
    case 'above':
    case 'below': {
      const reading = unit.latest[on.signal];
      return typeof reading?.value === 'number' ? beyond(on, reading.value, reading.measuredAtUs) : NOT;
    }
    case 'state':
      return on.is.some((family) => family === unit.family.family) ? { holdsFromUs: unit.familySinceUs } : NOT;
    case 'deviation': {
      const [of, side] = SOUGHT[on.finding];
      const watch = unit.watches[of];
      return watch.on && watch.side === side ? { holdsFromUs: watch.sinceUs, value: meanRatio(watch) } : NOT;
    }
    case 'silent':
      return { holdsFromUs: silentFromUs(line.definition.clock, unit) };
    case 'stale': {
      const heardUs = on.signal === undefined ? unit.lastSeenUs : (unit.latest[on.signal]?.measuredAtUs ?? null);
      return { holdsFromUs: after(heardUs, on.for * US_PER_S) };
    }
  }
}

const SOUGHT = { slow: ['speed', 'low'], fast: ['speed', 'high'], 'power-high': ['power', 'high'], 'power-low': ['power', 'low'] } as const;

interface Limit {
  when: 'above' | 'below';
  limit: number;
  deadBand: number;
}

/** A value about a limit. */
export function beyond({ when, limit, deadBand }: Limit, value: number, atUs: Micros): Omit<Sensed, 'planned'> {
  const excess = when === 'above' ? value - limit : limit - value;
  return { holdsFromUs: excess > 0 ? atUs : null, keeps: excess <= 0 && excess > -deadBand, value };
}

const after = (us: Micros | null, spanUs: number): Micros | null => (us === null ? null : us + Math.round(spanUs));

function newest(times: readonly (Micros | null)[]): Micros | null {
  const known = times.filter((us) => us !== null);
  return known.length === 0 ? null : Math.max(...known);
}
