import type { SiteChain } from './chain.js';
import { EXPECTED, keyOf, type Named } from './expected.js';

export const DAY_S = 86_400;

/** A finding as it was said: when it was found, from when it says that it is, how far off; days of the plant. */
export interface SaidFinding extends Named {
  foundDay: number;
  sinceDay: number;
  ratio: number;
  /** said at the end, or last on that day */
  lastDay: number;
  sentence: string;
  what: 'planted' | 'admitted' | 'false';
}

/** Every finding that was ever said of a plant that began then [s since 1970]. */
export function findingsSaid({ said, site }: SiteChain, beginS: number): SaidFinding[] {
  const expected = EXPECTED[site.name];
  const day = (us: number) => (us / 1e6 - beginS) / DAY_S;
  const whatIs = (named: Named): SaidFinding['what'] => {
    if (expected !== undefined && keyOf(expected.planted) === keyOf(named)) return 'planted';
    return expected?.admitted.some((one) => keyOf(one) === keyOf(named)) ? 'admitted' : 'false';
  };
  return [...said.values()].map(({ finding, lastUs }) => {
    const { source, kind, of, ratio, sinceUs, foundUs, sentence } = finding;
    return {
      source,
      kind,
      of,
      what: whatIs({ source, kind, of }),
      foundDay: day(foundUs),
      sinceDay: day(sinceUs),
      lastDay: day(lastUs),
      ratio: ratio.value,
      sentence: sentence.en,
    };
  });
}
