import type { TFunction } from 'i18next';
import type { Level } from '../../../../src/contract/search-factor.js';
import type { SearchAnswer, SearchPoint } from '../../../../src/contract/search-result.js';
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

/** A value of a factor, as people read it. */
export const levelText = (level: Level | undefined, format: Formats): string =>
  level === null || level === undefined ? '–' : typeof level === 'number' ? format.plain(level) : level;

/** The values of a point: rate 20, after 5 min. */
export const valuesText = ({ at }: Pick<SearchPoint, 'at'>, format: Formats): string =>
  Object.entries(at)
    .map(([factor, level]) => `${factor} ${levelText(level, format)}`)
    .join(', ');
