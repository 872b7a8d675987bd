import type { TFunction } from 'i18next';
import type { LineEnergyFigures } from '../../../../src/contract/line-energy.js';
import type { Formats } from '../../format/formats.js';

/** Figures that grow with the time in which something was heard: they can only be held against each other where that is the same. */
const SUMS = ['kwh', 'costEur', 'co2eKg'] as const;
/** Shares of known time that differ by more make sums of two windows something else. */
const ALIKE = 0.01;
/** Less is told as no change. */
const SEEN = 0.0005;

export type Held = 'kwh' | 'costEur' | 'co2eKg' | 'peakKw' | 'perThousandGoodKwh' | 'notProducingShare';

/** In words how a figure of a window differs from that of the window before it. */
export function againstBefore(
  figure: Held,
  { figures, before }: { figures: LineEnergyFigures; before: LineEnergyFigures },
  write: (value: number) => string,
  { percent }: Pick<Formats, 'percent'>,
  t: TFunction,
): string {
  const [now, then] = [figures[figure], before[figure]];
  if (then === null) return t('lineEnergy.noBefore');
  const value = write(then);
  const isSum = SUMS.some((each) => each === figure);
  if (isSum && Math.abs(figures.knownShare - before.knownShare) > ALIKE) return t('lineEnergy.otherKnown', { share: percent(before.knownShare) });
  // Per cent of a share are read as points of it.
  if (now === null || then <= 0 || figure === 'notProducingShare') return t('lineEnergy.was', { value });
  const change = now / then - 1;
  if (Math.abs(change) < SEEN) return t('lineEnergy.same');
  return t(change > 0 ? 'lineEnergy.more' : 'lineEnergy.less', { change: percent(Math.abs(change)), value });
}
