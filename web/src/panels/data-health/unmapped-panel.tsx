import { useTranslation } from 'react-i18next';
import type { CommissioningReport, SuggestedMapping } from '../../../../src/contract/commissioning.js';
import { Card } from '../../parts/card.js';
import { useFormat } from '../../parts/use-format.js';
import { Copied } from './copied.js';
import { Listed } from './listed.js';
import { Payload } from './payload.js';
import { topicAndField } from './trouble.js';

const DISCOVER = "TWIN_MQTT_DISCOVER='#'";

/** Topics that are heard and that no plant file reads, each with what could read it. */
export function UnmappedPanel({ report: { unmapped, seesAll, discovery } }: { report: CommissioningReport }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Card title={t('health.unmapped', { n: unmapped.length })}>
      {unmapped.length === 0 ? (
        <>
          <p>{t('health.unmappedNone')}</p>
          {seesAll && <p className="minor">{t('health.unmappedNoneAll')}</p>}
          {!seesAll && discovery === null && (
            <>
              <p className="minor">{t('health.unmappedNoneOwn')}</p>
              <Copied text={DISCOVER} />
            </>
          )}
        </>
      ) : (
        <>
          <Listed
            caption={t('health.unmappedCaption')}
            head={[t('health.topic'), t('health.rate'), t('health.looksLikeHead'), t('health.lastMessage'), t('health.suggestion')]}
            items={unmapped}
            keyOf={topicAndField}
            row={(topic) => [
              <code>{topicAndField(topic)}</code>,
              <>
                {t('health.perMin', { rate: format.figure(topic.ratePerMin) })}
                <span className="minor below">{t('health.messages', { n: format.whole(topic.messages) })}</span>
              </>,
              t(`health.looksLike.${topic.looksLike}`),
              <Payload base64={topic.sample.payloadBase64} cut={topic.sample.cut} />,
              <Suggestion suggestion={topic.suggestion} />,
            ]}
          />
          {unmapped.some(({ suggestion }) => suggestion !== null) && <p className="minor">{t('health.suggestionHint')}</p>}
        </>
      )}
      {discovery && <Discovery discovery={discovery} />}
    </Card>
  );
}

function Suggestion({ suggestion }: { suggestion: SuggestedMapping | null }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (!suggestion) return <span className="minor">{t('health.noSuggestion')}</span>;
  const { line, unit, confidence, yaml } = suggestion;
  return (
    <details>
      <summary>{t('health.suggestedAt', { place: `${line}/${unit}`, confidence: format.percentWhole(confidence) })}</summary>
      <Copied text={yaml.trimEnd()} />
    </details>
  );
}

function Discovery({ discovery: { filters, connected, detail, skipped } }: { discovery: NonNullable<CommissioningReport['discovery']> }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <>
      <p className="minor">{t('health.discovery', { filters: filters.join(', ') })}</p>
      {!connected && (
        <p className="late">
          {t('health.discoveryLost')} <span lang="en">{detail}</span>
        </p>
      )}
      {skipped > 0 && <p className="late">{t('health.unmappedSkipped', { n: format.whole(skipped) })}</p>}
    </>
  );
}
