import { boundsText } from '../../../src/contract/bounds-text.js';
import { itemName } from '../../../src/contract/item-name.js';
import { THIN, type Language } from './language.js';
import { changeText, decimal, difference, figure, percent, plain, withUnit } from './number.js';
import { clock, dayAndClock, dayOfMonth, dayOrClock, duration, moment } from './time.js';
import { aroundText, rangeText } from './range-text.js';
import { uncapitalised } from './uncapitalised.js';

/** Every way in which a value is written, in one language. A value that is not known is a dash. */
export function formatsOf(language: Language) {
  const orDash =
    <T>(write: (value: T) => string) =>
    (value: T | null | undefined) =>
      value === null || value === undefined ? '–' : write(value);
  const unit = (name: string, digits?: number) =>
    orDash((value: number) => withUnit(digits === undefined ? figure(language, value) : decimal(language, value, digits), name));
  return {
    language,
    whole: orDash((value: number) => decimal(language, Math.round(value))),
    figure: orDash((value: number) => figure(language, value)),
    plain: orDash((value: number) => plain(language, value)),
    decimal: (value: number, digits: number) => decimal(language, value, digits),
    difference: (value: number, digits: number) => difference(language, value, digits),
    bounds: (low: string, high: string) => boundsText(low, high, language),
    change: (percent: number) => changeText(language, percent),
    range: (low: string, high: string) => rangeText(language, low, high),
    around: (middle: string, low: string, high: string) => aroundText(language, middle, low, high),
    percent: orDash((ratio: number) => percent(language, ratio)),
    percentWhole: orDash((ratio: number) => percent(language, ratio, 0)),
    rate: unit('/min'),
    kw: unit('kW', 1),
    kwh: unit('kWh'),
    eur: unit('€'),
    co2e: unit('kg\u00a0CO₂e'),
    count: (value: number | null, item: string) =>
      value === null ? '–' : `${decimal(language, Math.round(value))}\u00a0${itemName(language, item, Math.round(value))}`,
    item: (item: string) => itemName(language, item),
    /** a stretch between two messages: their times are no finer than a second */
    lasted: (seconds: number) => (seconds < 1 ? `<\u00a01${THIN}s` : duration(language, seconds)),
    duration: (seconds: number) => duration(language, seconds),
    clock: (us: number, zone: string, seconds = false) => clock(language, us, zone, seconds),
    dayOfMonth: (us: number, zone: string) => dayOfMonth(language, us, zone),
    dayOrClock: (us: number, zone: string) => dayOrClock(language, us, zone),
    dayAndClock: (us: number, zone: string, seconds = false) => dayAndClock(language, us, zone, seconds),
    moment: (us: number, nowUs: number, zone: string) => moment(language, us, nowUs, zone),
    name: (text: { en: string; fr: string }) => text[language],
    inSentence: (text: { en: string; fr: string }) => (language === 'en' ? uncapitalised(text.en) : text.fr),
  };
}
export type Formats = ReturnType<typeof formatsOf>;
