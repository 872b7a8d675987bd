import type { CellSignalMapping } from '../contract/mapping.js';
import { conversion } from '../contract/measured-units.js';
import type { SignalName } from '../contract/telemetry.js';
import { BY_RULE, type Family } from '../plant/signal-names.js';
import type { Source } from '../plant/sources.js';
import { seriesNumber } from './series-number.js';
import { Budget } from './security/limits.js';

/** What a tag or field means, and how its value becomes one of the signal: number * scale + offset, or a name. */
export interface Field {
  signal: SignalName;
  /** Number of its series. */
  series: number;
  scale?: number;
  offset?: number;
  /** Names by what the source sends, in lower case; those of PackML where there is none. */
  names?: ReadonlyMap<string, string>;
  /** Unit of the number before scale and offset; '1' of what has none, null where only the source knows. */
  unit: string | null;
  /** The file says in which unit numbers come, whatever the message says. */
  fixed?: true;
  /** The field as it takes numbers of other units, by those that came. */
  inUnits?: Map<string, Field>;
}

type Named = Pick<Source, 'of' | 'unit' | 'dialect' | 'signals' | 'families' | 'states' | 'modes' | 'keptIn'>;

/** Names found by rule, per source: they come from outside, and each costs memory for good. */
const MAX_BY_RULE = 1000;

/** The signals of a source by what they are called in its dialect. */
export class SourceSignals {
  private readonly byName: Map<string, Field>;
  private readonly states: ReadonlyMap<string, string> | undefined;
  private readonly modes: ReadonlyMap<string, string> | undefined;
  private found = 0;

  /** `budget`: of names by rule that are left for all sources. */
  constructor(
    private readonly source: Named,
    private readonly budget = new Budget(MAX_BY_RULE),
  ) {
    this.states = namesOf(source.states);
    this.modes = namesOf(source.modes);
    this.byName = new Map([...source.signals].map(([name, mapping]) => [name, this.compile(mapping)]));
  }

  /** What a name means; null where the source has none of it. */
  field(name: string): Field | null {
    return this.byName.get(name) ?? this.byRule(name);
  }

  /** What a name means that stands in the file, belongs to the dialect or was found before; null for another. */
  known(name: string): Field | null {
    return this.byName.get(name) ?? null;
  }

  /** The signal of a name; null where the source has none of it. */
  of(name: string): SignalName | null {
    return this.field(name)?.signal ?? null;
  }

  /** The field of a signal, whatever it is called. */
  ofSignal(signal: SignalName): Field | null {
    for (const field of this.byName.values()) if (field.signal === signal) return field;
    return null;
  }

  /** The names that stand in the file or belong to the dialect. */
  names(): Iterable<[string, Field]> {
    return this.byName;
  }

  /** Whether the source has so many values by rule that no more are taken up. */
  get full(): boolean {
    return this.found >= MAX_BY_RULE || this.budget.isSpent;
  }

  private compile({ signal, scale = 1, offset = 0, receivedIn, unit: declared }: CellSignalMapping): Field {
    const unit = signal.startsWith('process.') ? (declared ?? null) : this.source.keptIn(signal);
    const names = signal === 'state' ? this.states : signal === 'mode' ? this.modes : undefined;
    const converted = receivedIn === undefined || unit === null ? null : conversion(receivedIn, unit);
    const first = converted ?? { scale: 1, offset: 0 };
    const [all, added] = [first.scale * scale, first.offset * scale + offset];
    return {
      signal: asPropertyName(signal),
      series: seriesNumber({ line: this.source.of, unit: this.source.unit, signal }),
      unit,
      ...(all === 1 ? {} : { scale: all }),
      ...(added === 0 ? {} : { offset: added }),
      ...(names ? { names } : {}),
      ...(receivedIn === undefined ? {} : { fixed: true as const }),
    };
  }

  private byRule(name: string): Field | null {
    const [, prefix, word] = BY_RULE[this.source.dialect].exec(name) ?? [];
    const family = prefix?.toLowerCase() as Family | undefined;
    if (family === undefined || word === undefined || !this.source.families.includes(family) || this.full) return null;
    this.found += 1;
    this.budget.spend();
    const field = this.compile({ signal: `${family}.${word[0]!.toLowerCase()}${family === 'process' ? word.slice(1) : word.slice(1).replace(/RH$/, 'Rh')}` });
    this.byName.set(name, field);
    return field;
  }
}

/** The same text in the one copy that names of properties have: as a key of maps and objects it is found at once. */
const asPropertyName = (signal: SignalName): SignalName => Object.keys({ [signal]: true })[0] as SignalName;

const namesOf = (map: Readonly<Record<string, string>> | undefined): ReadonlyMap<string, string> | undefined =>
  map && new Map(Object.entries(map).map(([given, name]) => [given.trim().toLowerCase(), name]));

/** More units than there are for one thing; they come from outside. */
const MAX_UNITS = 100;

/** The field as it takes a number of a unit that the message says; null where that cannot be converted. */
export function inUnit(field: Field, unit: string | undefined): Field | null {
  if (unit === undefined || field.fixed || field.unit === null || unit === field.unit) return field;
  const known = field.inUnits?.get(unit);
  if (known) return known;
  const first = conversion(unit, field.unit);
  if (first === null) return null;
  const { scale = 1, offset = 0 } = field;
  const converted = { ...field, scale: first.scale * scale, offset: first.offset * scale + offset };
  field.inUnits ??= new Map();
  if (field.inUnits.size < MAX_UNITS) field.inUnits.set(unit, converted);
  return converted;
}
