import type { TFunction } from 'i18next';
import type { SearchAnswer, SearchPoint } from '../../../../src/contract/search-result.js';

/** How each point of a search for the best stands, in words; empty where nothing was sought. */
export function standings({ optimum, front }: Pick<SearchAnswer, 'optimum' | 'front'>, t: TFunction): Map<string, string> {
  const by = (standing: string, point: string | null) => (point === null ? standing : t('search.by', { standing, point }));
  return new Map([
    ...(optimum?.candidates ?? []).map(({ point, fate, beatenBy }) => [point, by(t(`search.fates.${fate}`), beatenBy)] as const),
    ...(front?.candidates ?? []).map(({ point, place, sure, dominatedBy }) => {
      const standing = t(`search.places.${place}`);
      return [point, place === 'front' && !sure ? t('search.notSurely', { standing }) : by(standing, dominatedBy)] as const;
    }),
  ]);
}

/** A value of a factor, as people read it. */
export const levelText = (level: string | number | null | undefined): string => (level === null || level === undefined ? '–' : String(level));

/** The values of a point: rate 20, after 5 min. */
export const valuesText = ({ at }: Pick<SearchPoint, 'at'>): string =>
  Object.entries(at)
    .map(([factor, level]) => `${factor} ${levelText(level)}`)
    .join(', ');
