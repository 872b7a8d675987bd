import type { LineDefinition } from '../../../../src/contract/line.js';
import { meanS } from '../../format/distribution.js';
import { parseAdjustment, within, type Dimension, type Parsed } from '../../format/parse.js';

export type ParameterKind = 'rate' | 'buffer' | 'every' | 'lasts' | 'standby';

/** Something of the line that a variant can have otherwise. */
export interface Parameter {
  /** rate|cartoner, every|press|failure */
  id: string;
  kind: ParameterKind;
  unit: string;
  stop: string | null;
  /** [items/min], [items] or [s]; null: the station never goes to standby */
  now: number | null;
  dimension: Dimension;
  /** the unit in which it is shown, and which a number without one is in */
  shownIn: string;
}

const HOUR_S = 3600;
const timeUnit = (seconds: number) => (seconds >= 3 * HOUR_S ? 'h' : seconds >= 90 ? 'min' : 's');

/** Everything that can be changed, in the order of the flow. */
export function parametersOf(definition: LineDefinition): Parameter[] {
  return definition.stations.flatMap((station): Parameter[] => {
    const unit = station.id;
    const stops = station.stops.flatMap((law) =>
      (['every', 'lasts'] as const).map((kind): Parameter => {
        const now = meanS(law[kind]);
        return { id: `${kind}|${unit}|${law.id}`, kind, unit, stop: law.id, now, dimension: 'duration', shownIn: timeUnit(now) };
      }),
    );
    return [
      { id: `rate|${unit}`, kind: 'rate', unit, stop: null, now: station.rate, dimension: 'rate', shownIn: '/min' },
      ...(station.buffer
        ? [{ id: `buffer|${unit}`, kind: 'buffer' as const, unit, stop: null, now: station.buffer.capacity, dimension: 'plain' as const, shownIn: '' }]
        : []),
      ...stops,
      { id: `standby|${unit}`, kind: 'standby', unit, stop: null, now: station.standby?.after ?? null, dimension: 'duration', shownIn: 'min' },
    ];
  });
}

const SECONDS: Record<string, number> = { s: 1, min: 60, h: HOUR_S };

/** A value in the unit in which the parameter is shown. */
export const shown = (parameter: Parameter, value: number) => (parameter.dimension === 'duration' ? value / SECONDS[parameter.shownIn]! : value);

export const NEVER = ['never', 'jamais'];
/** Greatest factor that the server accepts on the times of a stop. */
const MOST_TIMES = 100;

/** What a cell means. `never` is for standby only. An empty cell leaves the line as it is. */
export type Cell =
  { kind: 'unchanged' } | { kind: 'never' } | { kind: 'value'; value: number } | { kind: 'fault'; reason: Exclude<Parsed, { ok: true }>['reason'] };

export function readCell(parameter: Parameter, text: string): Cell {
  const bare = text.trim().toLowerCase();
  if (bare === '') return { kind: 'unchanged' };
  if (parameter.kind === 'standby' && NEVER.includes(bare)) return { kind: 'never' };
  const now = parameter.now ?? 0;
  const most = parameter.kind === 'every' || parameter.kind === 'lasts' ? now * MOST_TIMES : Number.MAX_SAFE_INTEGER;
  const read = within(parseAdjustment(text, now, parameter.dimension, parameter.shownIn), Number.MIN_VALUE, most);
  return read.ok ? { kind: 'value', value: read.value } : { kind: 'fault', reason: read.reason };
}
