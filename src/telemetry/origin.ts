import type { LineId, SourceId } from '../contract/equipment.js';
import type { Source } from '../plant/sources.js';

/** Where readings come from, and by which clock. */
export interface Origin {
  kind: 'line' | 'cell';
  /** Id of the line or process cell. */
  line: LineId;
  unit: SourceId;
  clock: 'wall' | 'source';
  /** IANA zone of time stamps that carry none. */
  timezone: string;
}

export const originOf = ({ kind, of, unit, clock, timezone }: Source): Origin => ({ kind, line: of, unit, clock, timezone });
