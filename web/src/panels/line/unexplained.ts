import type { StateSpan } from '../../../../src/contract/telemetry.js';
import { mergeSpans, type LiveSpan, type Span } from '../../store/spans.js';

export interface UnexplainedStop extends Span {
  unit: string;
}

/** Stretches in which a unit was held or down and no reason was given, the newest first. */
export function unexplainedStops(
  order: readonly string[],
  history: readonly StateSpan[],
  live: Record<string, LiveSpan[]>,
  fromUs: number,
  nowUs: number,
): UnexplainedStop[] {
  const stops = order.flatMap((unit) => {
    const spans = mergeSpans(
      history.filter((span) => span.unit === unit),
      live[unit] ?? [],
      fromUs,
      nowUs,
    );
    return spans.filter(({ family, reason }) => (family === 'held' || family === 'down') && reason === null).map((span) => ({ ...span, unit }));
  });
  return stops.sort((a, b) => b.fromUs - a.fromUs);
}
