import type { StateSpan } from '../../../../src/contract/telemetry.js';
import { mergeSpans, type LiveSpan, type Span } from '../../store/spans.js';

export interface UnexplainedStop extends Span {
  unit: string;
}

/** A stop to which a person gave a reason. */
export interface ToldStop {
  unit: string;
  fromUs: number;
  toUs: number | null;
}

/** Stretches in which a unit was held or down and nobody gave a reason, machine or person, the newest first. */
export function unexplainedStops(
  order: readonly string[],
  history: readonly StateSpan[],
  live: Record<string, LiveSpan[]>,
  fromUs: number,
  nowUs: number,
  told: readonly ToldStop[],
): UnexplainedStop[] {
  const stops = order.flatMap((unit) => {
    const spans = mergeSpans(
      history.filter((span) => span.unit === unit),
      live[unit] ?? [],
      fromUs,
      nowUs,
    );
    return spans
      .filter(({ family, reason }) => (family === 'held' || family === 'down') && reason === null)
      .flatMap((span) =>
        told
          .filter((stop) => stop.unit === unit)
          .reduce<Span[]>((left, { fromUs: beginUs, toUs }) => left.flatMap((each) => without(each, beginUs, toUs ?? nowUs)), [span])
          .map((left) => ({ ...left, unit })),
      );
  });
  return stops.sort((a, b) => b.fromUs - a.fromUs);
}

/** What is left of a span before and after a stretch. */
function without(span: Span, fromUs: number, toUs: number): Span[] {
  if (fromUs >= span.toUs || toUs <= span.fromUs) return [span];
  return [
    { ...span, toUs: fromUs },
    { ...span, fromUs: toUs },
  ].filter((left) => left.toUs > left.fromUs);
}
