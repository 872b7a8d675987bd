import { LANGUAGES, type Language } from '../format/language.js';
import { keep, kept } from './kept.js';

export type SchemeChoice = 'light' | 'dark' | 'auto';
export const SCHEMES: readonly SchemeChoice[] = ['light', 'dark', 'auto'];

const oneOf = <T extends string>(values: readonly T[], value: unknown): T | undefined => values.find((candidate) => candidate === value);

/** The language of the address, of the last visit, or of the browser; English else. */
export function languageOf(search: URLSearchParams): Language {
  const browser = navigator.languages.map((tag) => tag.slice(0, 2)).find((tag) => oneOf(LANGUAGES, tag));
  return oneOf(LANGUAGES, search.get('lang')) ?? oneOf(LANGUAGES, kept('twin.lang')) ?? oneOf(LANGUAGES, browser) ?? 'en';
}

/** The scheme of the address or of the last visit; the system's else. */
export function schemeOf(search: URLSearchParams): SchemeChoice {
  return oneOf(SCHEMES, search.get('theme')) ?? oneOf(SCHEMES, kept('twin.theme')) ?? 'auto';
}

/** Whether producing machines are green. */
export const trafficLightsWanted = (): boolean => kept('twin.lights') === 'traffic';

export const keepTrafficLights = (wanted: boolean) => keep('twin.lights', wanted ? 'traffic' : 'grey');
export const keepLanguage = (language: Language) => keep('twin.lang', language);
export const keepScheme = (scheme: SchemeChoice) => keep('twin.theme', scheme);
