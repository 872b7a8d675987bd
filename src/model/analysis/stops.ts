import type { Span } from './timeline.js';

/** A stop of a machine by itself, as spans of one machine tell it: down, and over planned rests between. */
export interface Stop {
  fromUs: number;
  /** null: it goes on at the end of the spans */
  toUs: number | null;
  /** it began after the begin of the spans */
  began: boolean;
  downUs: number;
  kind: 'breakdown' | 'micro-stop';
}

/** Stops in the contiguous spans of one machine, in order. One that lasts longer than `microStopUs` is a breakdown. */
export function stopsOf(spans: readonly Span[], microStopUs: number): Stop[] {
  const stops: Stop[] = [];
  const beginUs = spans[0]?.fromUs ?? 0;
  let open: { fromUs: number; toUs: number; downUs: number } | null = null;
  const put = (toUs: number | null) => {
    if (open === null) return;
    const { fromUs, downUs } = open;
    stops.push({ fromUs, toUs, began: fromUs > beginUs, downUs, kind: downUs > microStopUs ? 'breakdown' : 'micro-stop' });
    open = null;
  };
  for (const { fromUs, toUs, does } of spans) {
    if (does === 'down') {
      open ??= { fromUs, toUs, downUs: 0 };
      open.toUs = toUs;
      open.downUs += toUs - fromUs;
    } else if (does !== 'planned' && open !== null) put(open.toUs);
  }
  put(null);
  return stops;
}
