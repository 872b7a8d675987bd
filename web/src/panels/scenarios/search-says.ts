import type { TFunction } from 'i18next';
import { factorName, valuesText } from '../../../../src/contract/factor-words.js';
import type { SearchSummary } from '../../../../src/contract/search-summary.js';
import type { Formats } from '../../format/formats.js';
import { voiceOf } from '../search-answer/standing.js';

const MOST = 2;

/** What a search has found, in short: the best, the compromises, or what its factors do. */
export function searchSays(found: SearchSummary, kpiName: (id: string) => string, t: TFunction, format: Formats): string[] {
  const { outcome, chosen, sure, compromises, widest, points, decided } = found;
  const count = format.whole(points);
  if (outcome === 'nothing') return [t('search.nothing')];
  if (outcome === 'stopped') return [t('search.stopped')];
  if (chosen) {
    const best = t('search.says.best', { point: chosen.point, values: valuesText(chosen.at, found.factors, voiceOf(format)) });
    return [sure && decided ? best : `${best}, ${t('search.says.unsure')}`];
  }
  if (compromises)
    return [
      t('search.compromisesFound', { found: format.whole(compromises.count), count: compromises.sure, percent: format.percentWhole(compromises.confidence) }),
    ];
  if (widest)
    return [
      t('search.says.widest', {
        factor: factorName(found.factors.find(({ id }) => id === widest.factor) ?? { id: widest.factor, name: null }),
        kpi: kpiName(widest.kpi),
      }),
    ];
  const told = found.found.filter(({ better, worse }) => better + worse > 0);
  const said = told.length > 0 ? told : found.found;
  return [
    ...said
      .slice(0, MOST)
      .map(({ kpi, better, worse }) =>
        better + worse > 0
          ? t('search.says.found', { kpi: kpiName(kpi), better: format.whole(better), worse: format.whole(worse), points: count })
          : t('search.says.foundNone', { kpi: kpiName(kpi), points: count }),
      ),
    ...(said.length > MOST ? ['…'] : []),
  ];
}
