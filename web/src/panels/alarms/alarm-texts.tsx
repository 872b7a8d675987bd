import { useTranslation } from 'react-i18next';
import type { ActiveAlarm } from '../../../../src/contract/alarm.js';
import { useFormat } from '../../parts/use-format.js';
import { useWho } from '../../parts/use-who.js';

/** What an alarm means, what to do, and who did what about it. */
export function AlarmTexts({ alarm, moment }: { alarm: ActiveAlarm; moment: (us: number) => string }) {
  const { t } = useTranslation();
  const who = useWho();
  const format = useFormat();
  const { cause, consequence, response, origin, acknowledgedBy, shelved, outOfService } = alarm;
  return (
    <>
      {origin === 'machine' && (
        <p className="minor">
          {t('alarms.ofMachine', { code: alarm.id })} {cause === null && t('alarms.noWords')}
        </p>
      )}
      <dl className="alarm-texts">
        {cause && <Text label={t('alarms.cause')} text={format.name(cause)} />}
        {consequence && <Text label={t('alarms.consequence')} text={format.name(consequence)} />}
        {response && <Text label={t('alarms.response')} text={format.name(response)} />}
        {acknowledgedBy && <Text label={t('alarms.acknowledgedBy')} text={who(acknowledgedBy)} />}
        {shelved && (
          <Text label={t('alarms.shelvedUntil', { time: moment(shelved.untilUs) })} text={t('charts.pair', { name: who(shelved.who), value: shelved.why })} />
        )}
        {outOfService && (
          <Text
            label={t('alarms.outOfServiceSince', { time: moment(outOfService.sinceUs) })}
            text={t('charts.pair', { name: who(outOfService.who), value: outOfService.why })}
          />
        )}
      </dl>
    </>
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
