import { useTranslation } from 'react-i18next';
import type { LineView } from '../../../../src/contract/stream.js';
import { Card } from '../../parts/card.js';
import { SimTag } from '../../parts/tag.js';
import { DeviationSentence } from './deviation-sentence.js';

/** Where the line differs from the model, as sentences. */
export function DeviationsPanel({ view, nowUs }: { view: LineView; nowUs: number }) {
  const { t } = useTranslation();
  return (
    <Card title={t('line.deviations')} aside={<SimTag />}>
      {view.deviations.length === 0 ? (
        <p className="minor">{t(view.lineTimeUs === null ? 'line.noDeviationYet' : 'line.noDeviation')}</p>
      ) : (
        <ul className="deviations">
          {view.deviations.map((deviation) => (
            <li key={`${deviation.unit} ${deviation.kind}`}>
              <span className="mark-deviation" aria-hidden="true">
                ≠
              </span>
              <DeviationSentence view={view} deviation={deviation} nowUs={nowUs} />
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
