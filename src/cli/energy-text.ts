import { boundsText } from '../contract/bounds-text.js';
import type { BaselineRequest, LeftOut, Ranged } from '../contract/enpi.js';
import { leftOutText } from '../contract/left-out-words.js';
import { ENERGY_WORDS } from './energy-words.js';
import { decimalsFor, localMoment, signed } from './format.js';
import type { Lang } from './io.js';

const US_OF_S = 1e6;

/** The begin of a period by the clock of the site: a date, or of an hour its time too. */
export const beginText = (us: number, { each, timezone }: BaselineRequest): string => localMoment(us, timezone).slice(0, each === 'hour' ? undefined : 10);

/** The end of a period: its last day, or of an hour when it ends. */
export const endText = (us: number, request: BaselineRequest): string => beginText(request.each === 'hour' ? us : us - US_OF_S, request);

const MOST_NAMED = 10;

/** Periods that were not used, one a line. */
export function leftOutLines(leftOut: readonly LeftOut[], request: BaselineRequest, lang: Lang): string[] {
  const words = ENERGY_WORDS[lang];
  if (leftOut.length === 0) return [];
  const named = leftOut.slice(0, MOST_NAMED).map((each) => `  ${beginText(each.fromUs, request)} ${leftOutText(each, lang)}`);
  return [words.leftOut, ...named, ...(leftOut.length > MOST_NAMED ? [`  ${words.andMore(leftOut.length - MOST_NAMED)}`] : [])];
}

/** Value and interval with the decimals that its width allows. */
export function rangedTexts({ mean, low, high }: Ranged, scale: number, lang: Lang, text = signed): string[] {
  const decimals = decimalsFor(((high - low) / 2) * scale);
  const [m, l, h] = [mean, low, high].map((value) => text(value * scale, decimals, lang));
  return [m!, boundsText(l!, h!, lang)];
}
