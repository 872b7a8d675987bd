import type { Command } from 'commander';

export interface Stretched {
  from?: string;
  to?: string;
}

/** Adds the options of a stretch of time. */
export const withStretch = (command: Command, begin = 'now-7d'): Command =>
  command
    .option('--from <time>', `ISO 8601, or counted back from now, such as now-8h; ${begin} where not given`)
    .option('--to <time>', 'written like --from; now where not given');

export const stretchOf = ({ from, to }: Stretched) => ({ ...(from && { from }), ...(to && { to }) });
