import { useTranslation } from 'react-i18next';
import type { Deviation, LineView } from '../../../../src/contract/stream.js';
import { useFormat } from '../../parts/use-format.js';
import { effectText } from './deviation-effect.js';

const WORDS = { slow: 'line.slow', fast: 'line.fast', 'power-high': 'line.powerHigh', 'power-low': 'line.powerLow' } as const;

/** Which machine differs from the model, by how much and since when, and what that has cost so far. */
export function DeviationSentence({ view, deviation, nowUs }: { view: LineView; deviation: Deviation; nowUs: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { ratio, unit, kind, sinceUs } = deviation;
  return (
    <span>
      {t(WORDS[kind], {
        unit: format.name(view.units[unit]!.name),
        share: format.percentWhole(Math.abs(ratio - 1)),
        time: format.moment(sinceUs, nowUs, view.timezone),
      })}
      {effectText(t, format, deviation, view.productItem)}.
    </span>
  );
}
