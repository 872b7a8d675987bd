import type { CellLookAhead } from '../../src/contract/cell-view.js';
import { lookAhead } from '../../src/model/cell/look-ahead.js';
import { situationOf } from '../../src/model/cell-mirror/situation.js';
import { SiteChain, type Site } from '../sites/chain.js';
import { EXPECTED, keyOf } from '../sites/expected.js';
import { BEGIN_S } from '../sites/prove.js';
import { count, KINDS, none, type Coverage, type Kind } from './coverage.js';
import { secretsOf, type PlantKind } from './plants.js';
import { finishedOf, kwhOf, lotEndS, madeOf, stepEndS } from './truth.js';

const HOUR_S = 3600;
const DAY_S = 24 * HOUR_S;
const US = 1e6;
/** In the days before, what wanders is told as sparsely as in the history of the demonstration [s]. */
const SPARSE_S = 300;

export interface Ask {
  plant: PlantKind;
  /** of the plant; those of the look-aheads follow from it */
  seed: number;
  /** before the first look-ahead */
  days: number;
  looks: number;
  everyH: number;
  aheadH: number;
  replications: number;
}

export interface SiteCoverage {
  site: string;
  ask: Ask;
  kinds: Record<Kind, Coverage>;
  /** ends of steps by source */
  steps: Record<string, Coverage>;
  /** sums of the medians of the energy and of what came, over all look-aheads [kWh] */
  kwh: { expected: number; came: number; width: number };
  /** how long each look-ahead took with its situation [ms] */
  tookMs: number[];
  /** the planted fault: when it was found [days of the plant], and what was said last */
  found: { day: number; sentence: string } | null;
  firstLookDay: number;
}

/** Lets a simulated plant of a site run, looks ahead now and then, and counts how often what came was in the range of 80 %. */
export function watchSite(site: Site, ask: Ask): SiteCoverage {
  const { seed, days, looks, everyH, aheadH } = ask;
  const chain = new SiteChain({ ...site, secrets: secretsOf(ask.plant, site.secrets) }, { seed, startS: BEGIN_S });
  const beginS = BEGIN_S + days * DAY_S;
  chain.sayLittle(SPARSE_S, beginS - DAY_S);
  const kinds = Object.fromEntries(KINDS.map((kind) => [kind, none()])) as Record<Kind, Coverage>;
  const watch: SiteCoverage = { site: site.name, ask, kinds, steps: {}, kwh: { expected: 0, came: 0, width: 0 }, tookMs: [], found: null, firstLookDay: days };
  for (let n = 0; n < looks; n++) {
    const nowS = beginS + n * everyH * HOUR_S;
    chain.runTo(nowS);
    const ahead = look(chain, ask, n, watch.tookMs);
    const before = { kwh: kwhOf(chain.plant), made: madeOf(chain), finished: finishedOf(chain) };
    chain.runTo(nowS + aheadH * HOUR_S);
    settle(chain, watch, ahead, before, nowS);
  }
  const planted = EXPECTED[site.name]?.planted;
  const said = [...chain.said.values()].find(({ finding }) => planted !== undefined && keyOf(finding) === keyOf(planted));
  if (said !== undefined) watch.found = { day: (said.finding.foundUs / US - BEGIN_S) / DAY_S, sentence: said.finding.sentence.en };
  return watch;
}

function look({ site, mirror, nowUs }: SiteChain, { seed, aheadH, replications }: Ask, n: number, tookMs: number[]): CellLookAhead {
  const began = performance.now();
  const situation = situationOf(site.compiled, mirror, nowUs);
  const ahead = lookAhead(site.compiled, situation, { untilUs: situation.atUs + aheadH * HOUR_S * US, replications, seed: 1000 * seed + n });
  tookMs.push(performance.now() - began);
  return ahead;
}

type Before = { kwh: number; made: Record<string, number>; finished: Record<string, number> };

/** On its way through the states of PackML a unit takes some seconds now and then that no file names [s]. */
const ON_ITS_WAY_S = 10;

/** Counts what came of a look-ahead. Items are whole: a range reaches to the next one. */
function settle(chain: SiteChain, { kinds, steps, kwh }: SiteCoverage, ahead: CellLookAhead, before: Before, nowS: number): void {
  const came = kwhOf(chain.plant) - before.kwh;
  count(kinds.energy, { low: ahead.kwh.p10, high: ahead.kwh.p90 }, came);
  kwh.expected += ahead.kwh.p50;
  kwh.came += came;
  kwh.width += ahead.kwh.p90 - ahead.kwh.p10;
  const [made, finished] = [madeOf(chain), finishedOf(chain)];
  for (const { product, made: its, items } of ahead.products) {
    countItems(kinds['items made'], its, made[product]! - before.made[product]!);
    countItems(kinds['items finished'], items, finished[product]! - before.finished[product]!);
  }
  for (const { lot, remainingS, source } of ahead.steps) {
    if (remainingS === null) continue;
    const range = { low: remainingS.low - ON_ITS_WAY_S, high: remainingS.high + ON_ITS_WAY_S };
    const endS = stepEndS(chain, lot, source, nowS) - nowS;
    count(kinds['end of a step'], range, endS);
    count((steps[source] ??= none()), range, endS);
  }
  for (const { lot, endUs } of ahead.lots)
    if (endUs.p90 !== null) count(kinds['end of a lot'], { low: endUs.p10! / US - ON_ITS_WAY_S, high: endUs.p90 / US + ON_ITS_WAY_S }, lotEndS(chain, lot));
}

/** Of a product that is neither expected nor made there is nothing to count. */
function countItems(coverage: Coverage, { p10, p90 }: { p10: number; p90: number }, actual: number): void {
  if (p90 > 0 || actual > 0) count(coverage, { low: Math.floor(p10), high: Math.ceil(p90) }, actual);
}
