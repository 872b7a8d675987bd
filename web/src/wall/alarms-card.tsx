import { useCallback } from 'react';
import { ALARM_ORDER } from '../theme/palette.js';
import type { ActiveAlarm } from '../../../src/contract/alarm.js';
import { askAlarms } from '../data/wall-requests.js';
import { Priority } from './signs.js';
import { WallCard } from './board.js';
import { usePolled } from './use-polled.js';
import { useSpeech } from './speech.js';

const EVERY_MS = 5000;
const NAMED = 3;
const stands = ({ kind, state }: ActiveAlarm) => kind === 'alarm' && (state === 'unacknowledged' || state === 'acknowledged' || state === 'returned');

/** How many alarms stand by priority, and the most pressing by name. */
export function AlarmsCard({ kind, place, heard }: { kind: 'lines' | 'cells'; place: string; heard: number }) {
  const { t, format } = useSpeech();
  // Asked for again at once when the stream tells of an alarm.
  const ask = useCallback((signal: AbortSignal) => askAlarms(kind, place, signal), [kind, place, heard]);
  const { answer } = usePolled(ask, EVERY_MS);
  if (!answer?.count) return <WallCard title={t('alarms')}>–</WallCard>;
  const { alarms, unacknowledged, advisories } = answer.count;
  const named = answer.standing.filter(stands).slice(0, NAMED);
  return (
    <WallCard title={t('alarms')}>
      <p className="wall-counts">
        {ALARM_ORDER.map((priority) => (
          <span key={priority} className={alarms[priority] === 0 ? 'wall-count wall-minor' : 'wall-count'}>
            <Priority priority={priority} /> <b>{alarms[priority]}</b>
          </span>
        ))}
      </p>
      {named.length === 0 && <p>{t('noAlarm')}</p>}
      <ul>
        {named.map(({ id, name, priority }) => (
          <li key={id} className="wall-alarm">
            <Priority priority={priority} /> {format.name(name)}
          </li>
        ))}
      </ul>
      {unacknowledged > 0 && <p>{t('toAcknowledge', { n: unacknowledged })}</p>}
      {advisories > 0 && <p className="wall-minor">{t('advisories', { n: advisories })}</p>}
    </WallCard>
  );
}
