import type { TFunction } from 'i18next';
import type { Deviation } from '../../../../src/contract/stream.js';
import type { Formats } from '../../format/formats.js';

/** What a deviation has cost or gained so far, as the end of its sentence; of a speed also that it did not. Empty: not told. */
export function effectText(t: TFunction, format: Formats, { effectUnits, effectKwh }: Pick<Deviation, 'effectUnits' | 'effectKwh'>, item: string): string {
  const effects = [
    effectUnits !== null && Math.round(effectUnits) !== 0 && `${format.difference(effectUnits, 0)}\u00a0${format.item(item)}`,
    effectKwh !== null && Math.abs(effectKwh) >= 0.1 && `${format.difference(effectKwh, Math.abs(effectKwh) < 10 ? 1 : 0)}\u202fkWh`,
  ].filter((effect) => effect !== false);
  if (effects.length > 0) return t('line.effect', { effects: effects.join(', ') });
  return effectUnits === null ? '' : t('line.noEffect');
}
