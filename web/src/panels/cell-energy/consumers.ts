import type { TFunction } from 'i18next';
import type { EnergyLoad, LoadConsumer } from '../../../../src/contract/energy-load.js';
import type { PeakMaker } from '../../../../src/contract/energy-profile.js';
import type { Layer } from '../../charts/load-chart.js';
import type { EnergyNames } from './energy-view.js';

/** What people call who draws: a source, what a meter counts besides, or the sum of the small ones. */
export function consumerName({ source, kind, of }: Pick<LoadConsumer, 'source' | 'kind' | 'of'>, names: EnergyNames, t: TFunction): string {
  if (kind === 'rest' || source === null) return t('energy.rest', { n: of.length });
  return kind === 'remainder' ? t('energy.unmeteredOf', { meter: names.meter(source) }) : names.place(source);
}

export const makerName = ({ source, kind }: PeakMaker, names: EnergyNames, t: TFunction): string => consumerName({ source, kind, of: [] }, names, t);

/** Layers of a stack: what draws all the time, and is the greatest, lies lowest. Only sources have a colour of their own. */
export function layersOf({ consumers }: Pick<EnergyLoad, 'consumers'>, names: EnergyNames, t: TFunction): Layer[] {
  let colour = 0;
  return consumers.map((consumer) => ({
    id: `${consumer.kind} ${consumer.source}`,
    name: consumerName(consumer, names, t),
    fill: consumer.kind === 'remainder' ? 'url(#unmetered)' : consumer.kind === 'rest' ? 'var(--twin-line)' : `var(--consumer-${colour++})`,
    kw: consumer.kw,
  }));
}
