import type { EmissionFactor, Tariff } from '../contract/energy.js';
import { dayNumber, instantOf, localDay, minuteOfDay } from './zone.js';

/** The prices of a tariff in a time zone. Days already worked out are remembered; nothing else changes. */
export interface PriceCalendar {
  timezone: string;
  tariff: Tariff;
  known: Map<number, readonly PriceSpan[]>;
}

interface PriceSpan {
  fromUs: number;
  /** [EUR/kWh] */
  price: number;
}

export function priceCalendar(timezone: string, tariff: Tariff): PriceCalendar {
  return { timezone, tariff, known: new Map() };
}

const MINUTES = 24 * 60;

/** The price steps of a tariff by minute of the day, the first at 0; null where the periods leave a gap or overlap. */
export function priceSteps(tariff: Tariff): { minute: number; price: number }[] | null {
  const steps: { minute: number; end: number; price: number }[] = [];
  for (const { from, to, price } of tariff.periods) {
    const begin = minuteOfDay(from) % MINUTES;
    const end = minuteOfDay(to);
    if (end > begin) steps.push({ minute: begin, end, price });
    else steps.push({ minute: begin, end: MINUTES, price }, ...(end > 0 ? [{ minute: 0, end, price }] : []));
  }
  steps.sort((a, b) => a.minute - b.minute);
  const whole = steps.every((step, i) => step.minute === (steps[i - 1]?.end ?? 0)) && steps.at(-1)!.end === MINUTES;
  return whole ? steps : null;
}

function pricesOfDay(calendar: PriceCalendar, day: number): readonly PriceSpan[] {
  let spans = calendar.known.get(day);
  if (spans === undefined) {
    spans = (priceSteps(calendar.tariff) ?? []).map(({ minute, price }) => ({ fromUs: instantOf(calendar.timezone, day, minute), price }));
    calendar.known.set(day, spans);
  }
  return spans;
}

/** The price at an instant [EUR/kWh] and until when it holds [us]. */
export function priceAt(calendar: PriceCalendar, atUs: number): { price: number; untilUs: number } {
  const day = localDay(calendar.timezone, atUs);
  const spans = pricesOfDay(calendar, day);
  const index = spans.findLastIndex((span) => span.fromUs <= atUs);
  const next = spans[index + 1] ?? pricesOfDay(calendar, day + 1)[0]!;
  return { price: spans[index]!.price, untilUs: next.fromUs };
}

/** Whether a tariff or factor holds at an instant: from the local midnight of its first day on. */
export function validAt(timezone: string, dated: Tariff | EmissionFactor, atUs: number): boolean {
  const [year, month, day] = dated.validFrom.split('-').map(Number) as [number, number, number];
  return localDay(timezone, atUs) >= dayNumber(year, month, day);
}
