import type { LineDefinition } from '../../../../src/contract/line.js';
import type { LineView } from '../../../../src/contract/stream.js';
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
  /** as the plant file has it [items/min], [items] or [s]; null: the station never goes to standby */
  now: number | null;
  /** rate at which the machine was found to run instead, and since when; null where it was not */
  measured: MeasuredRate | null;
  dimension: Dimension;
  /** the unit in which it is shown, and which a number without one is in */
  shownIn: string;
}

/** Rate of a machine that was found slow or fast: from there the simulation starts. */
export interface MeasuredRate {
  ratePerMin: number;
  sinceUs: number;
}

/** Machines whose speed differs from the model, by unit. */
export function measuredRates(view: LineView | null): Record<string, MeasuredRate> {
  const found = (view?.deviations ?? []).filter(({ kind }) => kind === 'slow' || kind === 'fast');
  return Object.fromEntries(found.map(({ unit, ratio, sinceUs }) => [unit, { ratePerMin: ratio * view!.units[unit]!.nominalRatePerMin, sinceUs }]));
}

const HOUR_S = 3600;
const timeUnit = (seconds: number) => (seconds >= 3 * HOUR_S ? 'h' : seconds >= 90 ? 'min' : 's');

/** Everything that can be changed, in the order of the flow. */
export function parametersOf(definition: LineDefinition, measured: Record<string, MeasuredRate> = {}): Parameter[] {
  return definition.stations.flatMap((station): Parameter[] => {
    const unit = station.id;
    const stops = station.stops.flatMap((law) =>
      (['every', 'lasts'] as const).map((kind): Parameter => {
        const now = meanS(law[kind]);
        return { id: `${kind}|${unit}|${law.id}`, kind, unit, stop: law.id, now, measured: null, dimension: 'duration', shownIn: timeUnit(now) };
      }),
    );
    return [
      { id: `rate|${unit}`, kind: 'rate', unit, stop: null, now: station.rate, measured: measured[unit] ?? null, dimension: 'rate', shownIn: '/min' },
      ...(station.buffer
        ? [
            {
              id: `buffer|${unit}`,
              kind: 'buffer' as const,
              unit,
              stop: null,
              now: station.buffer.capacity,
              measured: null,
              dimension: 'plain' as const,
              shownIn: '',
            },
          ]
        : []),
      ...stops,
      { id: `standby|${unit}`, kind: 'standby', unit, stop: null, now: station.standby?.after ?? null, measured: null, dimension: 'duration', shownIn: 'min' },
    ];
  });
}

const SECONDS: Record<string, number> = { s: 1, min: 60, h: HOUR_S };

/** A value in the unit in which the parameter is shown. */
export const shown = (parameter: Parameter, value: number) => (parameter.dimension === 'duration' ? value / SECONDS[parameter.shownIn]! : value);

export const NEVER = ['never', 'jamais'];
/** Greatest factor that the server accepts on the times of a stop. */
const MOST_TIMES = 100;

/** What the simulation starts from, and what a factor multiplies. */
export const startsFrom = (parameter: Parameter) => parameter.measured?.ratePerMin ?? parameter.now;

/** What a cell means. `never` is for standby only. An empty cell leaves the line as it is. */
export type Cell =
  | { kind: 'unchanged' }
  | { kind: 'never' }
  | {
      kind: 'value';
      value: number;
      /** where it was typed as ×1.1 or +10 % */
      factor: number | null;
    }
  | { kind: 'fault'; reason: Exclude<Parsed, { ok: true }>['reason'] };

/** Without what binary fractions leave behind: 121, not 121.00000000000001. */
export const tidy = (value: number) => Number(value.toPrecision(12));

const RELATIVE = /^[×x*]|%$/i;

export function readCell(parameter: Parameter, text: string): Cell {
  const bare = text.trim().toLowerCase();
  if (bare === '') return { kind: 'unchanged' };
  if (parameter.kind === 'standby' && NEVER.includes(bare)) return { kind: 'never' };
  const now = startsFrom(parameter) ?? 0;
  const most = parameter.kind === 'every' || parameter.kind === 'lasts' ? now * MOST_TIMES : Number.MAX_SAFE_INTEGER;
  const read = within(parseAdjustment(text, now, parameter.dimension, parameter.shownIn), Number.MIN_VALUE, most);
  if (!read.ok) return { kind: 'fault', reason: read.reason };
  return { kind: 'value', value: read.value, factor: RELATIVE.test(text.trim()) && now > 0 ? tidy(read.value / now) : null };
}
