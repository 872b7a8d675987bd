import { useTranslation } from 'react-i18next';
import { payloadInShort, shownPayload } from '../../format/payload.js';
import { useFormat } from '../../parts/use-format.js';

/** A payload: its begin, and all that is kept of it when it is opened. */
export function Payload({ base64, cut = false }: { base64: string; cut?: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const payload = shownPayload(base64, cut);
  if (payload.sizeBytes === 0) return <span className="minor">{t('health.bytes', { n: 0 })}</span>;
  return (
    <details className="payload">
      <summary>
        <code>{payloadInShort(payload)}</code>
      </summary>
      <pre tabIndex={0} role="group" aria-label={t('health.payload')}>
        <code>{payload.text}</code>
      </pre>
      <span className="minor">
        {t('health.bytes', { n: format.whole(payload.sizeBytes) })}
        {cut && `, ${t('health.cut')}`}
      </span>
    </details>
  );
}
