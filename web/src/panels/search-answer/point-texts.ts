import type { TFunction } from 'i18next';
import { verdictWord } from '../../../../src/contract/verdict-words.js';
import type { SearchPoint } from '../../../../src/contract/search-result.js';
import type { Formats } from '../../format/formats.js';
import type { ShownKpi } from '../run/answer.js';
import { intervalText } from '../run/interval-text.js';
import { digitsTogether } from '../run/kpi-format.js';
import { VERDICT_GLYPHS } from '../run/verdict-words.js';

type Of = Pick<SearchPoint, 'kpis' | 'difference'>;

/** How one indicator of points that stand side by side is written. */
export interface PointTexts {
  /** mean with half its interval */
  mean: (of: Pick<Of, 'kpis'>) => string;
  /** difference to the plant as it is with its interval */
  difference: (of: Of) => string;
  /** what may be said of it, and how many more replications would tell */
  verdict: (of: Of) => string;
}

/** The same decimals for all points, in the unit that is shown. */
export function pointTexts(kpi: ShownKpi, points: readonly Pick<Of, 'kpis'>[], t: TFunction, format: Formats): PointTexts {
  const digits = digitsTogether(
    points.map(({ kpis }) => kpis[kpi.id]),
    kpi.factor,
  );
  const signed = (value: number) => format.difference(value * kpi.factor, digits);
  return {
    mean: ({ kpis }) => {
      const interval = kpis[kpi.id];
      return interval ? intervalText(interval, digits, format, kpi.factor) : t('run.unknown');
    },
    difference: ({ difference }) => {
      const found = difference[kpi.id];
      return found ? `${signed(found.mean)} ${format.bounds(signed(found.low), signed(found.high))}` : '–';
    },
    verdict: ({ difference }) => {
      const found = difference[kpi.id];
      if (!found) return '–';
      const words = t(`run.verdict.${verdictWord(found)}`);
      const more = found.verdict === 'too-few-runs' && found.moreRuns ? t('search.aboutMore', { words, n: format.whole(found.moreRuns) }) : words;
      return `${VERDICT_GLYPHS[found.verdict]} ${more}`;
    },
  };
}
