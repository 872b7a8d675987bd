import { DAY_TYPES, type DayType, type SupplyContract, type SupplyPeriod } from '../../contract/supply.js';
import { civilDate, dayNumber, minuteOfDay } from '../zone.js';
import { frenchHolidays } from './holidays.js';
import { weekday, type LocalSteps } from './local-steps.js';

const MINUTES = 24 * 60;
/** Of the meter. */
const MINUTE_STEP = 10;

/** The labels of a contract, in the order in which its periods name them. */
export const labelsOf = ({ periods }: Pick<SupplyContract, 'periods'>): string[] => [...new Set(periods.map(({ label }) => label))];

/** The label of each step, as its place in `labelsOf`: that of the first period that fits its beginning. All hours are covered. */
export function periodOfSteps(contract: SupplyContract, { day, minute, month }: LocalSteps): Uint8Array {
  const labels = labelsOf(contract);
  const fits = contract.periods.map((period) => ({ at: labels.indexOf(period.label), period, minutes: minutesOf(period), dates: datesOf(period) }));
  const typeOf = dayTypes(contract);
  const found = new Uint8Array(day.length);
  let today = { day: NaN, fits: [] as typeof fits };
  for (let i = 0; i < day.length; i++) {
    if (day[i] !== today.day) {
      const type = typeOf(day[i]!);
      today = { day: day[i]!, fits: fits.filter(({ period, dates }) => fitsDay(period, month[i]!, type) && (dates?.has(day[i]!) ?? true)) };
    }
    found[i] = today.fits.find(({ minutes }) => minutes[minute[i]!] === 1)?.at ?? 0;
  }
  return found;
}

/** What kind of day a local day is. Years are worked out once. */
export function dayTypes({ holidays }: Pick<SupplyContract, 'holidays'>): (day: number) => DayType {
  const known = new Map<number, ReadonlySet<number>>();
  const isHoliday = (day: number) => {
    const { year } = civilDate(day);
    if (!known.has(year)) known.set(year, frenchHolidays(year));
    return known.get(year)!.has(day);
  };
  return (day) => {
    if (holidays === 'FR' && isHoliday(day)) return 'holiday';
    const at = weekday(day);
    return at < 5 ? 'weekday' : at === 5 ? 'saturday' : 'sunday';
  };
}

const fitsDay = ({ months, days }: SupplyPeriod, month: number, type: DayType) => (months?.includes(month) ?? true) && (days?.includes(type) ?? true);

const datesOf = ({ dates }: SupplyPeriod): ReadonlySet<number> | null =>
  dates === undefined ? null : new Set(dates.map((date) => dayNumber(...(date.split('-').map(Number) as [number, number, number]))));

/** By minute of the day whether a period holds. */
function minutesOf({ hours }: SupplyPeriod): Uint8Array {
  const holds = new Uint8Array(MINUTES).fill(hours === undefined ? 1 : 0);
  for (const { from, to } of hours ?? []) {
    const [begin, end] = [minuteOfDay(from) % MINUTES, minuteOfDay(to)];
    if (end > begin) holds.fill(1, begin, end);
    else holds.fill(1, begin).fill(1, 0, end);
  }
  return holds;
}

/** The first hour of the year that no period covers, in words; null where all are. Periods of single dates do not count. */
export function uncovered(contract: SupplyContract): string | null {
  const always = contract.periods.filter(({ dates }) => dates === undefined).map((period) => ({ period, minutes: minutesOf(period) }));
  for (let month = 1; month <= 12; month++) {
    for (const type of DAY_TYPES) {
      if (type === 'holiday' && contract.holidays === undefined) continue;
      const fits = always.filter(({ period }) => fitsDay(period, month, type));
      for (let minute = 0; minute < MINUTES; minute += MINUTE_STEP) {
        if (fits.some(({ minutes }) => minutes[minute] === 1)) continue;
        const time = [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0')).join(':');
        return `${time} on a ${type} in month ${month}`;
      }
    }
  }
  return null;
}

/** Times that the meter cannot tell apart, by place in the periods. */
export const offGrid = (period: SupplyPeriod): boolean =>
  (period.hours ?? []).some(({ from, to }) => minuteOfDay(from) % MINUTE_STEP !== 0 || minuteOfDay(to) % MINUTE_STEP !== 0);
