import type { TFunction } from 'i18next';
import type { FactorVoice } from '../../../../src/contract/factor-words.js';
import type { SearchAnswer } from '../../../../src/contract/search-result.js';
import type { Formats } from '../../format/formats.js';

/** How each point of a search for the best stands, in words; empty where nothing was sought. */
export function standings({ search, optimum, front }: Pick<SearchAnswer, 'search' | 'optimum' | 'front'>, t: TFunction): Map<string, string> {
  const by = (standing: string, point: string | null) => (point === null ? standing : t('search.by', { standing, point }));
  // Goals of a schedule count one after the other: there is a best one.
  const isSchedule = search === 'schedule';
  return new Map([
    ...(optimum?.candidates ?? []).map(({ point, fate, beatenBy }) => [point, by(t(`search.fates.${fate}`), beatenBy)] as const),
    ...(front?.candidates ?? []).map(({ point, place, sure, dominatedBy }) => {
      const standing = isSchedule && place === 'front' ? t('search.fates.best') : isSchedule && place === 'dominated' ? t('search.fates.beaten') : t(`search.places.${place}`); // prettier-ignore
      return [point, place === 'front' && !sure ? t('search.notSurely', { standing }) : by(standing, dominatedBy)] as const;
    }),
  ]);
}

/** How screens write the values of factors. */
export const voiceOf = ({ language, plain }: Formats): FactorVoice => ({ language, number: plain });
