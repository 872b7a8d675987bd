import { useTranslation } from 'react-i18next';
import type { CommissioningReport, TopicErrors } from '../../../../src/contract/commissioning.js';
import { Card } from '../../parts/card.js';
import { useFormat } from '../../parts/use-format.js';
import { Listed } from './listed.js';
import { Payload } from './payload.js';
import { reasonOf } from './trouble.js';

/** Messages of mapped topics that could not be used, with the last of them. */
export function ErrorsPanel({ report: { errors, asOfUs } }: { report: CommissioningReport }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Card title={t('health.errors', { n: errors.length })}>
      {errors.length === 0 ? (
        <p>{t('health.errorsNone')}</p>
      ) : (
        <Listed
          caption={t('health.errorsCaption')}
          head={[t('health.topic'), t('health.errorsCount'), t('health.reasonsHead'), t('health.lastPayloads', { n: 3 })]}
          items={errors}
          keyOf={({ topic }) => topic}
          row={(topic) => [
            <code>{topic.topic}</code>,
            <>
              {format.whole(topic.errors)}
              <span className="minor below">{t('health.ago', { age: format.duration((asOfUs - topic.lastSeenUs) / 1e6) })}</span>
            </>,
            <Reasons reasons={topic.reasons} />,
            <Last last={topic.last} />,
          ]}
        />
      )}
    </Card>
  );
}

function Reasons({ reasons }: { reasons: TopicErrors['reasons'] }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <ul>
      {Object.entries(reasons).map(([code, n]) => {
        const reason = reasonOf(code);
        return <li key={code}>{t('health.reasonCount', { reason: reason ? t(`health.reasons.${reason}`) : code, n: format.whole(n) })}</li>;
      })}
    </ul>
  );
}

function Last({ last }: { last: TopicErrors['last'] }) {
  return (
    <ul className="last-payloads">
      {last.map(({ payloadBase64, cut, detail, receivedAtUs }, i) => (
        <li key={`${receivedAtUs} ${i}`}>
          <Payload base64={payloadBase64} cut={cut} />
          <span lang="en" className="minor">
            {detail}
          </span>
        </li>
      ))}
    </ul>
  );
}
