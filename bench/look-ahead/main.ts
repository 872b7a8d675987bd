import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { fileURLToPath } from 'node:url';
import { siteNames } from '../sites/site-files.js';
import { KINDS, percent } from './coverage.js';
import { PLANTS as KINDS_OF_PLANT, type PlantKind } from './plants.js';
import { watchAll } from './pool.js';
import { coverageLines, timeLine, detailLines, ofAll } from './print.js';
import type { SiteCoverage } from './watch-site.js';

/** Every kind of figure is in its band; one is not; the command line is wrong. */
const EXIT = { honest: 0, off: 1, usage: 2 } as const;
const PLANTS = fileURLToPath(new URL('../../../plants', import.meta.url));
/**
 * Of ranges of 80 %, over some hundred look-aheads that are not independent of each other [%]. Items of lots that end or do not come in
 * whole lots: their ranges hold more by themselves.
 */
const BAND = { low: 70, high: 90 } as const;

interface Options {
  plant: PlantKind;
  seed: number;
  days: number;
  looks: number;
  every: number;
  ahead: number;
  replications: number;
  site?: string[];
  details?: true;
  json?: true;
}

const whole = (least: number, most: number) => (text: string) => {
  const number = Number(text);
  if (!Number.isInteger(number) || number < least || number > most) throw new InvalidArgumentError(`expected a whole number from ${least} to ${most}`);
  return number;
};

const program = new Command('look-ahead')
  .description('look-aheads of the sites against the independent simulator: how often what came lay in the range of 80 %')
  .addOption(
    new Option('--plant <kind>', 'told: as its file says; near: off by a few per cent; fault: with its planted fault').choices(KINDS_OF_PLANT).default('told'),
  )
  .option('--seed <n>', 'seed of the plants', whole(0, 0xffffff), 1)
  .option('--days <n>', 'days before the first look-ahead', whole(1, 90), 14)
  .option('--looks <n>', 'look-aheads of each site', whole(1, 1000), 36)
  .option('--every <h>', 'hours from one to the next', whole(1, 168), 13)
  .option('--ahead <h>', 'hours that each looks ahead, no more than from one to the next', whole(1, 168), 8)
  .option('--replications <n>', 'of each look-ahead', whole(10, 1000), 100)
  .option('--site <name...>', 'only these sites')
  .option('--details', 'ends of steps by unit, and what is said of the planted fault')
  .option('--json', 'one JSON object per site')
  .exitOverride()
  .action(async (options: Options) => {
    process.exitCode = await watch(options);
  });

async function watch({ plant, seed, days, looks, every, ahead, replications, site, details, json }: Options): Promise<number> {
  const all = siteNames(PLANTS);
  const strange = site?.find((name) => !all.includes(name));
  if (strange !== undefined) {
    console.error(`there is no site ${strange}; there are ${all.join(', ')}`);
    return EXIT.usage;
  }
  if (ahead > every) {
    console.error('a look-ahead cannot reach beyond the next one: --ahead is more than --every');
    return EXIT.usage;
  }
  const ask = { plant, seed, days, looks, everyH: every, aheadH: ahead, replications };
  const sites: SiteCoverage[] = [];
  for await (const one of watchAll(
    (site ?? all).map((name) => ({ plants: PLANTS, name, ask })),
    2,
  )) {
    sites.push(one);
    if (json) console.log(JSON.stringify(one));
  }
  sites.sort((a, b) => (a.site < b.site ? -1 : 1));
  if (!json)
    console.log(
      [
        ...coverageLines(sites),
        ...(details ? sites.flatMap(detailLines) : []),
        `${timeLine(sites)}; CPU of the run ${(process.cpuUsage().user / 1e6).toFixed(0)} s`,
      ].join('\n'),
    );
  const isHonest = KINDS.every((kind) => {
    const share = percent(ofAll(sites, kind));
    return share === null || (share >= BAND.low && (share <= BAND.high || kind === 'items finished'));
  });
  return isHonest ? EXIT.honest : EXIT.off;
}

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof CommanderError)) throw error;
  process.exitCode = error.exitCode === 0 ? EXIT.honest : EXIT.usage;
}
