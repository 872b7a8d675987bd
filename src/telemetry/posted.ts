import type { CellDefinition } from '../contract/cell.js';
import { explain, pointerOf } from '../contract/explain.js';
import type { LineDefinition } from '../contract/line.js';
import { PostedReading } from '../contract/posted-readings.js';
import { LineSignalName, type Observation, type SignalName } from '../contract/telemetry.js';
import type { Micros } from '../contract/units.js';
import { cellSources } from '../plant/cell-sources.js';
import { observe } from './decoders/observe.js';
import type { Origin } from './origin.js';

/** What was measured so long before it is posted is the past of a line on the wall clock. */
const PAST_US = 5 * 60 * 1_000_000;

export type Judged = { ok: true; observation: Observation } | { ok: false; detail: string };

/** What a unit of a line or cell can tell. */
interface Source {
  origin: Origin;
  knows: (signal: SignalName) => boolean;
}

/**
 * Judges readings that are posted for one line or cell, as the decoders judge those of its machines. The past of a line on the wall clock goes
 * to the history alone: its twin counts what it makes now, also where a signal was never heard.
 */
export class PostedJudge {
  private readonly sources: ReadonlyMap<string, Source>;

  constructor(private readonly definition: LineDefinition | CellDefinition) {
    this.sources = new Map(definition.kind === 'Line' ? sourcesOfLine(definition) : sourcesOfCell(definition));
  }

  judge(posted: unknown, nowUs: Micros): Judged {
    const explained = explain(PostedReading, posted);
    if (!explained.ok) return { ok: false, detail: explained.faults.map(({ path, message }) => `${pointerOf(path)} ${message}`.trim()).join('; ') };
    const { unit, signal, value, measuredAtUs, quality } = explained.value;
    const source = this.sources.get(unit);
    if (!source) return { ok: false, detail: `${this.definition.id} has no unit ${unit}` };
    if (!source.knows(signal)) return { ok: false, detail: `${this.definition.id}/${unit} has no signal ${signal}` };
    const observed = observe(source.origin, { signal, value, measuredAtUs, quality }, nowUs);
    if (!observed.ok) return { ok: false, detail: observed.detail };
    const isPast = source.origin.kind === 'line' && source.origin.clock === 'wall' && measuredAtUs < nowUs - PAST_US;
    return isPast ? { ok: true, observation: { ...observed.observation, historical: true } } : observed;
  }
}

function sourcesOfLine({ id, clock, timezone, stations }: LineDefinition): [string, Source][] {
  const knows = (signal: SignalName) => LineSignalName.safeParse(signal).success;
  return stations.map((station) => [station.id, { origin: { kind: 'line', line: id, unit: station.id, clock, timezone }, knows }]);
}

function sourcesOfCell(cell: CellDefinition): [string, Source][] {
  return cellSources(cell).map(({ unit, tags, families }) => {
    const named = new Set(Object.values(tags));
    const origin: Origin = { kind: 'cell', line: cell.id, unit, clock: 'wall', timezone: cell.timezone };
    return [unit, { origin, knows: (signal) => named.has(signal) || families.some((family) => signal.startsWith(`${family}.`)) }];
  });
}
