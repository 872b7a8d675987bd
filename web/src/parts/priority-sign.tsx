import type { AlarmPriority } from '../../../src/contract/alarm.js';
import { PRIORITY_MARKS } from '../theme/palette.js';

/** Shape, digit and colour of a priority; its word for those who hear it. */
export function PrioritySign({ priority, word }: { priority: AlarmPriority; word: string }) {
  return (
    <span className={`alarm-mark alarm-mark-${priority}`} role="img" aria-label={word}>
      {PRIORITY_MARKS[priority]}
    </span>
  );
}
