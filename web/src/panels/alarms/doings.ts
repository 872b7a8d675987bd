import type { ActiveAlarm } from '../../../../src/contract/alarm.js';
import type { AlarmDoing } from '../../data/alarm-queries.js';

type What = AlarmDoing['what'];

/** What a person can do about an alarm as it stands: what is asked of him, and what else he may do. */
export function doingsOf({ state }: Pick<ActiveAlarm, 'state'>): { first: What | null; rest: What[] } {
  if (state === 'out-of-service') return { first: null, rest: ['return-to-service'] };
  if (state === 'shelved') return { first: null, rest: ['unshelve', 'take-out-of-service'] };
  return { first: state === 'unacknowledged' || state === 'returned' ? 'acknowledge' : null, rest: ['shelve', 'take-out-of-service'] };
}
