/** What is judged, each against its own tolerance. */
export type Judged =
  | 'phase'
  | 'activity'
  | 'speed'
  | 'stops'
  | 'repairs'
  | 'rejects'
  | 'yield'
  | 'power'
  | 'standby'
  | 'utility'
  | 'setback'
  | 'zone'
  | 'laboratory'
  | 'decisions';

export interface Limits {
  /** share by which a plant may honestly differ from its file: 0.07 means up to 1.07 times, or down to 1/1.07 of it */
  tolerance: number;
  /** relative standard deviation that a sample has at least, whatever the law of the file says */
  scatter: number;
  /** fewest samples since it began */
  samples: number;
}

/** docs/findings.md has this table with its reasons. */
export const LIMITS: Record<Judged, Limits> = {
  phase: { tolerance: 0.07, scatter: 0.06, samples: 5 },
  activity: { tolerance: 0.1, scatter: 0.08, samples: 5 },
  speed: { tolerance: 0.05, scatter: 0.01, samples: 3 },
  stops: { tolerance: 0.25, scatter: 0, samples: 5 },
  repairs: { tolerance: 0.25, scatter: 0.1, samples: 8 },
  rejects: { tolerance: 0.25, scatter: 0.15, samples: 4 },
  yield: { tolerance: 0.35, scatter: 0.4, samples: 6 },
  power: { tolerance: 0.07, scatter: 0.02, samples: 3 },
  standby: { tolerance: 0.25, scatter: 0.15, samples: 3 },
  utility: { tolerance: 0.1, scatter: 0.03, samples: 3 },
  setback: { tolerance: 0.25, scatter: 0.05, samples: 3 },
  zone: { tolerance: 0.07, scatter: 0.02, samples: 3 },
  laboratory: { tolerance: 0.35, scatter: 0.1, samples: 6 },
  decisions: { tolerance: 0.5, scatter: 0, samples: 10 },
};

/** False findings of a cell in a year, over all that is judged, where every parameter lies at the edge of its tolerance. */
export const FALSE_PER_YEAR = 1;
/** Fewest events (stops, rejected batches) that a rate is judged by, seen or expected. */
export const FEWEST_EVENTS = 5;
/** A finding of which nothing was measured for so long is no longer said. */
export const STALE_US = 60 * 86_400e6;
