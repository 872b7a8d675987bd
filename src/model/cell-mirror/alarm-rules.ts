import type { AlarmAbout } from '../../contract/alarm.js';
import type { CellAlarm, CellCondition, MachineAlarmText } from '../../contract/cell-alarm.js';
import type { CellDefinition } from '../../contract/cell.js';
import { type AlarmRule, saidOf, timesOf } from '../alarm-rules.js';
import type { AlarmState, Watched } from '../alarm-book.js';
import type { CompiledCell } from '../cell/compile.js';
import { type Source, sourcesOf } from './sources.js';

/** An alarm of a cell: the id of its rule, with `:of=` and the place where a rule is for several. */
export interface CellRule extends AlarmRule {
  /** unit, slot, machine, utility, zone or store that it watches */
  source: string;
  on: CellCondition;
  /** alarm of a machine that says the same of that place */
  suppressedBy: string | null;
}

/** A cell with the rules of its file. */
export interface WatchedCell extends Watched {
  /** rules that watch a source, by its id */
  ofSource: ReadonlyMap<string, readonly CellRule[]>;
  /** rules that an alarm of a machine suppresses, by its name */
  suppressedBy: ReadonlyMap<string, readonly CellRule[]>;
  /** rules of which each lot in a store has an alarm of its own */
  ofLots: readonly CellRule[];
}

const NOTHING: AlarmAbout = { machine: null, zone: null, store: null, lot: null };

export function watchedCell(cell: CompiledCell): WatchedCell {
  const { definition } = cell;
  const all = (definition.alarms ?? []).flatMap((alarm) => rulesOf(cell, alarm));
  const ofLots = all.filter(({ on }) => on.when === 'hold-time');
  const standing = all.filter(({ on }) => on.when !== 'hold-time');
  return {
    rules: new Map(standing.map((rule) => [rule.id, rule])),
    shifts: null,
    ofSource: byName(standing, ({ source }) => source),
    suppressedBy: byName(standing, ({ suppressedBy }) => suppressedBy),
    ofLots,
    ruleOfInstance: (state) => ruleOfInstance(definition, ofLots, state),
  };
}

function byName(rules: readonly CellRule[], nameOf: (rule: CellRule) => string | null): Map<string, CellRule[]> {
  const named = new Map<string, CellRule[]>();
  for (const rule of rules) {
    const name = nameOf(rule);
    if (name !== null) named.set(name, [...(named.get(name) ?? []), rule]);
  }
  return named;
}

/** One for each place, and for each slot of a unit. */
function rulesOf(cell: CompiledCell, alarm: CellAlarm): CellRule[] {
  const { on } = alarm;
  const { byId, list } = sourcesOf(cell);
  const named = typeof on.of === 'string' ? [on.of] : on.of;
  const places = named.flatMap((id) => {
    const slots = byId.has(id) ? [] : list.filter((source) => source.kind === 'unit' && source.unit!.id === id).map((source) => source.id);
    return slots.length > 0 ? slots : [id];
  });
  const rule = {
    ...timesOf(alarm, on.when === 'state' ? on.for : 0),
    origin: 'rule' as const,
    suppressedWhilePlanned: alarm.suppress === 'planned',
    suppressedBy: alarm.suppressedBy ?? null,
    said: saidOf(alarm),
    on,
  };
  return places.map((source) => ({
    ...rule,
    id: places.length === 1 ? alarm.id : `${alarm.id}:of=${source}`,
    unit: source,
    about: { ...NOTHING, ...partOf(source, byId.get(source)) },
    source,
  }));
}

function partOf(id: string, source: Source | undefined): Partial<AlarmAbout> {
  const name = id.slice(id.indexOf('.') + 1);
  if (id.startsWith('stores.')) return { store: name };
  return source?.kind === 'machine' ? { machine: source.station!.id } : source?.kind === 'zone' ? { zone: name } : {};
}

/** The alarm of a rule for one lot. */
export const ruleForLot = (rule: CellRule, lot: string): CellRule => ({ ...rule, id: `${rule.id}:lot=${lot}`, about: { ...NOTHING, ...rule.about, lot } });

function ruleOfInstance(
  definition: CellDefinition,
  ofLots: readonly CellRule[],
  { id, instance, of }: Pick<AlarmState, 'id' | 'instance' | 'of'>,
): AlarmRule | null {
  if (instance === null) return null;
  const { source, about, sent } = instance;
  if (!sent) {
    const rule = ofLots.find((one) => one.id === instance.of);
    return rule && about.lot !== null ? ruleForLot(rule, about.lot) : null;
  }
  const text = textOf(definition, source, about.machine, instance.of);
  const code = { en: instance.of, fr: instance.of };
  const said = text
    ? saidOf({ ...text, priority: text.priority ?? of.priority })
    : { name: code, kind: 'advisory' as const, priority: of.priority, cause: null, consequence: null, response: null };
  return { ...timesOf(text ?? QUIET), id, unit: unitOf(source, about.machine), about, origin: 'machine', suppressedWhilePlanned: false, said };
}

/** Of a machine that no file has words for: as the defaults of a rule. */
const QUIET = { onDelay: 0, offDelay: 60 };

/** The place that an alarm of a machine is about. */
export const placeOf = ({ source, machine, zone, store }: { source: string; machine: string | null; zone: string | null; store: string | null }): string =>
  zone !== null ? `zones.${zone}` : store !== null ? `stores.${store}` : unitOf(source, machine);

/** The machine of a flow segment, else what told it. */
export const unitOf = (source: string, machine: string | null): string => (machine === null || source.includes('.') ? source : `${source}.${machine}`);

/** What a file says of an alarm that a machine sends: the machine first, then its unit, then the cell. */
function textOf(definition: CellDefinition, source: string, machine: string | null, code: string): MachineAlarmText | undefined {
  const unit = definition.units.find(({ id }) => id === source.split('.')[0]);
  const station = machine === null ? undefined : unit?.flow?.stations.find(({ id }) => id === machine);
  const places = [station, unit, definition];
  for (const place of places) {
    const text = place?.machineAlarms?.find(({ id }) => id === code);
    if (text) return text;
  }
  return undefined;
}
