import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ActiveAlarm } from '../../../../src/contract/alarm.js';
import type { LineView } from '../../../../src/contract/stream.js';
import { actOnAlarm, type AlarmDoing } from '../../data/queries.js';
import { useFormat } from '../../parts/use-format.js';
import { PRIORITY_MARKS } from '../../theme/palette.js';

const SHELF_HOURS = [1, 8, 24] as const;

/** One alarm: priority, since when, what it means, and what a person can do about it. */
export function AlarmRow({ alarm, view, nowUs, onDone }: { alarm: ActiveAlarm; view: LineView; nowUs: number; onDone: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const act = useMutation({ mutationFn: (doing: AlarmDoing) => actOnAlarm(view.line, alarm.id, doing), onSettled: onDone });
  const { unit, priority, state, raisedAtUs, value, shelved, acknowledgedBy } = alarm;
  const station = unit === null ? null : view.units[unit];
  const moment = (us: number) => format.moment(us, nowUs, view.timezone);
  return (
    <li>
      <span className={`alarm-mark alarm-mark-${priority}`} role="img" aria-label={t(`alarms.priorities.${priority}`)}>
        {PRIORITY_MARKS[priority]}
      </span>
      <details>
        <summary>
          <b>{format.name(alarm.name)}</b> <span className="tag">{t(`alarms.states.${state}`)}</span>
          <span className="minor">
            {station && ` ${format.name(station.name)}`}
            {raisedAtUs !== null && ` ${t('alarms.since', { time: moment(raisedAtUs) })}`}
            {value !== null && ` ${t('alarms.value', { value: format.figure(value) })}`}
          </span>
        </summary>
        <dl className="alarm-texts">
          <Text label={t('alarms.cause')} text={format.name(alarm.cause)} />
          <Text label={t('alarms.consequence')} text={format.name(alarm.consequence)} />
          {alarm.response && <Text label={t('alarms.response')} text={format.name(alarm.response)} />}
          {acknowledgedBy && <Text label={t('alarms.acknowledgedBy')} text={acknowledgedBy} />}
          {shelved && <Text label={t('alarms.shelvedUntil', { time: moment(shelved.untilUs) })} text={`${shelved.who}: ${shelved.why}`} />}
        </dl>
        {shelved ? (
          <button type="button" className="button button-quiet" disabled={act.isPending} onClick={() => act.mutate({ what: 'unshelve' })}>
            {t('alarms.unshelve')}
          </button>
        ) : (
          <ShelveForm disabled={act.isPending} onShelve={(why, hours) => act.mutate({ what: 'shelve', asked: { why, for: `${hours} h` } })} />
        )}
        {act.isError && <p role="alert">{act.error.message}</p>}
      </details>
      {(state === 'unacknowledged' || state === 'returned') && (
        <button type="button" className="button button-quiet" disabled={act.isPending} onClick={() => act.mutate({ what: 'acknowledge' })}>
          {t('alarms.acknowledge')}
        </button>
      )}
    </li>
  );
}

function Text({ label, text }: { label: string; text: string }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{text}</dd>
    </div>
  );
}

function ShelveForm({ disabled, onShelve }: { disabled: boolean; onShelve: (why: string, hours: number) => void }) {
  const { t } = useTranslation();
  const [why, setWhy] = useState('');
  const [hours, setHours] = useState<number>(SHELF_HOURS[0]);
  return (
    <form
      className="alarm-shelve"
      onSubmit={(event) => {
        event.preventDefault();
        onShelve(why.trim(), hours);
      }}
    >
      <input aria-label={t('alarms.why')} placeholder={t('alarms.why')} required maxLength={500} value={why} onChange={(event) => setWhy(event.target.value)} />
      <select aria-label={t('alarms.shelveFor')} value={hours} onChange={(event) => setHours(Number(event.target.value))}>
        {SHELF_HOURS.map((each) => (
          <option key={each} value={each}>
            {each} h
          </option>
        ))}
      </select>
      <button type="submit" className="button button-quiet" disabled={disabled || why.trim() === ''}>
        {t('alarms.shelve')}
      </button>
    </form>
  );
}
