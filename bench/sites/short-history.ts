import { SiteChain, type Site } from './chain.js';
import { DAY_S, findingsSaid, type SaidFinding } from './said.js';

const HOUR_S = 3600;
/** Each later day of the week begins so much later, so that plants begin at night, at work and at rest. */
const LATER_S = 3 * HOUR_S;
const DAYS_OF_WEEK = 7;

/** A plant that began on another day: what was said of it in its first days. */
export interface ShortHistory {
  /** [s since 1970] */
  beginS: number;
  findings: SaidFinding[];
}

/** Instants on the other days of the week that begins at `mondayS` [s since 1970]. */
export const otherBeginnings = (mondayS: number): number[] => Array.from({ length: DAYS_OF_WEEK - 1 }, (_, i) => mondayS + (i + 1) * (DAY_S + LATER_S));

/**
 * The first days of a plant that begins at an instant, told as sparsely as a history (values that wander every `everyS` [s]). There a watch
 * knows little, and a week-end may be all that it knows: what is found then and not planted is a false finding.
 */
export function shortHistory(site: Site, beginS: number, { days, everyS, seed }: { days: number; everyS: number; seed: number }): ShortHistory {
  const chain = new SiteChain(site, { seed, startS: beginS });
  const endS = beginS + days * DAY_S;
  chain.sayLittle(everyS, endS);
  chain.runTo(endS);
  return { beginS, findings: findingsSaid(chain, beginS) };
}
