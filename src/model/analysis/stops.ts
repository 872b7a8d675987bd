import type { Span } from './timeline.js';

export interface Stretch {
  fromUs: number;
  toUs: number;
}

/** A stop of a machine by itself, as spans of one machine tell it: down, and over planned rests between. */
export interface Stop {
  fromUs: number;
  /** null: it goes on at the end of the spans */
  toUs: number | null;
  /** it began after the begin of the spans */
  began: boolean;
  /** when it was down, in order; between lies planned rest, or what a machine did between stops that were merged */
  downs: readonly Stretch[];
  downUs: number;
  kind: 'breakdown' | 'micro-stop';
}

/** Stops in the contiguous spans of one machine, in order. One that lasts longer than `microStopUs` is a breakdown. */
export function stopsOf(spans: readonly Span[], microStopUs: number): Stop[] {
  const stops: Stop[] = [];
  const beginUs = spans[0]?.fromUs ?? 0;
  let downs: Stretch[] = [];
  const put = (goesOn: boolean) => {
    if (downs.length === 0) return;
    const fromUs = downs[0]!.fromUs;
    stops.push(stopFrom({ fromUs, toUs: goesOn ? null : downs.at(-1)!.toUs, began: fromUs > beginUs, downs }, microStopUs));
    downs = [];
  };
  for (const { fromUs, toUs, does } of spans) {
    if (does === 'down') downs.push({ fromUs, toUs });
    else if (does !== 'planned') put(false);
  }
  put(true);
  return stops;
}

/** A stop with its time and kind. */
export function stopFrom(stop: Pick<Stop, 'fromUs' | 'toUs' | 'began' | 'downs'>, microStopUs: number): Stop {
  const downUs = stop.downs.reduce((sum, { fromUs, toUs }) => sum + (toUs - fromUs), 0);
  return { ...stop, downUs, kind: downUs > microStopUs ? 'breakdown' : 'micro-stop' };
}
