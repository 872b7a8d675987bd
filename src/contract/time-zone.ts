import { z } from 'zod';

export const TimeZone = z.string().refine(isTimeZone, { error: () => 'expected an IANA time zone such as Europe/Paris' });

/** Whether it is the name of an IANA time zone. */
export function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
