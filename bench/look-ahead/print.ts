import { add, KINDS, none, percent, type Coverage, type Kind } from './coverage.js';
import type { SiteCoverage } from './watch-site.js';

const share = (coverage: Coverage): string => {
  const within = percent(coverage);
  return within === null ? '-' : `${within.toFixed(0)} % of ${coverage.all}`;
};

export const ofAll = (sites: readonly SiteCoverage[], kind: Kind): Coverage => sites.reduce((sum, { kinds }) => add(sum, kinds[kind]), none());

const table = (rows: readonly (readonly string[])[]): string[] => rows.map((row) => `| ${row.join(' | ')} |`);

/** By site and kind how often what came lay in the range of 80 %, and over all sites on which side it lay else. */
export function coverageLines(sites: readonly SiteCoverage[]): string[] {
  const head = ['site', ...KINDS, 'energy came / expected', 'width'];
  const rows = sites.map(({ site, kinds, kwh }) => [
    site,
    ...KINDS.map((kind) => share(kinds[kind])),
    (kwh.came / kwh.expected).toFixed(3),
    `${((100 * kwh.width) / kwh.expected).toFixed(1)} %`,
  ]);
  const all = ['all', ...KINDS.map((kind) => share(ofAll(sites, kind))), '', ''];
  const sides = ['below, above', ...KINDS.map((kind) => `${ofAll(sites, kind).below}, ${ofAll(sites, kind).above}`), '', ''];
  return table([head, head.map(() => '---'), ...rows, all, sides]);
}

/** Ends of steps by unit, and what is said of the planted fault. */
export function detailLines({ site, steps, found }: SiteCoverage): string[] {
  const units = Object.entries(steps).sort(([a], [b]) => (a < b ? -1 : 1));
  const said = found === null ? [] : [`${site}: found on day ${found.day.toFixed(1)}: ${found.sentence}`];
  return [
    ...units.map(([source, coverage]) => `${site}: end of a step at ${source.padEnd(20)} ${share(coverage)}, ${coverage.below} below, ${coverage.above} above`),
    ...said,
  ];
}

/** Median and sum of the time that the look-aheads took. */
export function timeLine(sites: readonly SiteCoverage[]): string {
  const ms = sites.flatMap(({ tookMs }) => tookMs).sort((a, b) => a - b);
  const total = ms.reduce((sum, one) => sum + one, 0);
  return `${ms.length} look-aheads: median ${ms[ms.length >> 1]!.toFixed(0)} ms, longest ${ms.at(-1)!.toFixed(0)} ms, in all ${(total / 1000).toFixed(0)} s`;
}
