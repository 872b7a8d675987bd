import { useFormat } from '../parts/use-format.js';
import type { HourDays } from './hour-days.js';
import type { HourCell } from './hour-map.js';

export const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
export const clockText = (hour: number) => `${String(hour).padStart(2, '0')}:00`;

/** What the days and hours of an hour map are called. */
export function useHourNames(days: HourDays['days'], timezone: string): { days: string[]; hourOf: (cell: HourCell) => string } {
  const format = useFormat();
  const weekday = new Intl.DateTimeFormat(format.language, { weekday: 'short', timeZone: timezone });
  const names = days.map(({ fromUs }) => `${weekday.format(fromUs / 1000)} ${format.dayOfMonth(fromUs, timezone)}`);
  const hourOf = ({ row, hour, hours }: HourCell) => `${names[row]} ${clockText(hour)}${hours === 1 ? '' : ` (${format.duration(hours * 3600)})`}`;
  return { days: names, hourOf };
}
