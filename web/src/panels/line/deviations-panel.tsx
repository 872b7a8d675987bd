import { useTranslation } from 'react-i18next';
import type { Deviation, LineView } from '../../../../src/contract/stream.js';
import { Card } from '../../parts/card.js';
import { SimTag } from '../../parts/tag.js';
import { useFormat } from '../../parts/use-format.js';

const WORDS = { slow: 'line.slow', fast: 'line.fast', 'power-high': 'line.powerHigh', 'power-low': 'line.powerLow' } as const;

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
              <Sentence view={view} deviation={deviation} nowUs={nowUs} />
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function Sentence({ view, deviation, nowUs }: { view: LineView; deviation: Deviation; nowUs: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { effectUnits, effectKwh, ratio, unit, kind, sinceUs } = deviation;
  const effects = [
    effectUnits !== null && Math.round(effectUnits) !== 0 && `${format.difference(effectUnits, 0)}\u00a0${format.item(view.productItem)}`,
    effectKwh !== null && Math.abs(effectKwh) >= 0.1 && `${format.difference(effectKwh, Math.abs(effectKwh) < 10 ? 1 : 0)}\u202fkWh`,
  ].filter((effect) => effect !== false);
  return (
    <span>
      {t(WORDS[kind], {
        unit: format.name(view.units[unit]!.name),
        share: format.percentWhole(Math.abs(ratio - 1)),
        time: format.moment(sinceUs, nowUs, view.timezone),
      })}
      {effects.length > 0 && t('line.effect', { effects: effects.join(', ') })}.
    </span>
  );
}
