import type { Command } from 'commander';
import { z } from 'zod';
import { isoTime } from '../platform/iso-time.js';
import { momentUs } from '../model/zone.js';

export interface Stretched {
  from?: string;
  to?: string;
}

/** Adds the options of a stretch of time. */
export const withStretch = (command: Command, begin = 'now-7d'): Command =>
  command
    .option('--from <time>', `ISO 8601, or counted back from now, such as now-8h; ${begin} where not given`)
    .option('--to <time>', 'written like --from; now where not given');

/** The same, of a site whose days may be named. */
export const withDatedStretch = (command: Command, begin = 'now-7d'): Command =>
  command
    .option(
      '--from <time>',
      `first day such as 2026-01-31 by the clock of the site, ISO 8601, or counted back from now, such as now-8h; ${begin} where not given`,
    )
    .option('--to <time>', 'last day, or written like --from; now where not given');

export const stretchOf = ({ from, to }: Stretched) => ({ ...(from && { from }), ...(to && { to }) });

const Day = z.iso.date();

/** A day as the instant at which it begins or ends by the clock of the zone; any other time as it is. */
export const datedTime = (text: string, clock: 'T00:00' | 'T24:00', timezone: string): string =>
  Day.safeParse(text).success ? isoTime(momentUs(timezone, `${text}${clock}`)) : text;

/** As a service understands it: from the begin of a first day to the end of a last one. */
export const datedStretch = ({ from, to }: Stretched, timezone: string): Stretched => ({
  ...(from && { from: datedTime(from, 'T00:00', timezone) }),
  ...(to && { to: datedTime(to, 'T24:00', timezone) }),
});
