import { useMutation } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ActiveAlarm } from '../../../../src/contract/alarm.js';
import { actOnAlarm, type AlarmDoing, type AlarmPlace } from '../../data/alarm-queries.js';
import { useFormat } from '../../parts/use-format.js';
import { AlarmDialog, type Asked } from './alarm-dialog.js';
import { AlarmTexts } from './alarm-texts.js';
import { doingsOf } from './doings.js';
import { PriorityMark } from './priority-mark.js';

interface Row {
  alarm: ActiveAlarm;
  place: AlarmPlace;
  nameOf: (unit: string) => string;
  timezone: string;
  nowUs: number;
  /** on a page of several places: the place and the machine, with the ways to them; what to do is then told without being folded open */
  where?: ReactNode;
  onDone: () => void;
}

/** One alarm: priority, since when, what it means, and what a person can do about it. */
export function AlarmRow({ alarm, place, nameOf, timezone, nowUs, where, onDone }: Row) {
  const { t } = useTranslation();
  const format = useFormat();
  const [asking, setAsking] = useState<Asked | null>(null);
  const act = useMutation({ mutationFn: (doing: AlarmDoing) => actOnAlarm(place, alarm.id, doing), onSettled: onDone });
  const { unit, about, priority, state, raisedAtUs, value, response } = alarm;
  const moment = (us: number) => format.moment(us, nowUs, timezone);
  const facts = [
    ...(unit === null || where ? [] : [nameOf(unit)]),
    ...(about?.zone && unit !== `zones.${about.zone}` ? [nameOf(`zones.${about.zone}`)] : []),
    ...(about?.store && unit !== `stores.${about.store}` ? [nameOf(`stores.${about.store}`)] : []),
    ...(about?.lot ? [t('alarms.lot', { lot: about.lot })] : []),
    ...(raisedAtUs === null ? [] : [t('alarms.since', { time: moment(raisedAtUs) })]),
    ...(value === null ? [] : [t('alarms.value', { value: format.figure(value) })]),
  ];
  const { first, rest } = doingsOf(alarm);
  const button = (what: Asked) => (
    <button key={what} type="button" className="button button-quiet" disabled={act.isPending} onClick={() => setAsking(what)}>
      {t(`alarms.${DOINGS[what]}`)}
    </button>
  );
  return (
    <li>
      <PriorityMark priority={priority} />
      {where && <span className="alarm-where">{where}</span>}
      <details>
        <summary>
          <b>{format.name(alarm.name)}</b> <span className="tag">{t(`alarms.states.${state}`)}</span>
          <span className="minor below">{facts.join(' · ')}</span>
          {where && response && <span className="below alarm-answer">{t('alarms.toDo', { what: format.name(response) })}</span>}
        </summary>
        <AlarmTexts alarm={alarm} moment={moment} />
        <div className="alarm-doings">{rest.map(button)}</div>
      </details>
      {first !== null && button(first)}
      {asking !== null && (
        <AlarmDialog
          asked={asking}
          title={t(`alarms.${DOINGS[asking]}`)}
          name={format.name(alarm.name)}
          pending={act.isPending}
          fault={act.isError ? act.error.message : null}
          onClose={() => {
            setAsking(null);
            act.reset();
          }}
          onDo={(doing) => act.mutate(doing, { onSuccess: () => setAsking(null) })}
        />
      )}
    </li>
  );
}

const DOINGS = {
  acknowledge: 'acknowledge',
  shelve: 'shelve',
  unshelve: 'unshelve',
  'take-out-of-service': 'takeOutOfService',
  'return-to-service': 'returnToService',
} as const satisfies Record<Asked, string>;
