import { useTranslation } from 'react-i18next';
import type { Deviation, LineView } from '../../../../src/contract/stream.js';
import { useFormat } from '../../parts/use-format.js';

const WORDS = { slow: 'line.slow', fast: 'line.fast', 'power-high': 'line.powerHigh', 'power-low': 'line.powerLow' } as const;

/** Which machine differs from the model, by how much and since when, and what that has cost so far. */
export function DeviationSentence({ view, deviation, nowUs }: { view: LineView; deviation: Deviation; nowUs: number }) {
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
