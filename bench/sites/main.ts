import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { fileURLToPath } from 'node:url';
import { proveAll } from './pool.js';
import { proofLines, tableLines } from './print.js';
import type { SiteProof } from './prove.js';
import { siteNames } from './site-files.js';

/** All is the same and every fault is found; something is not; the command line is wrong. */
const EXIT = { same: 0, differs: 1, usage: 2 } as const;
const PLANTS = fileURLToPath(new URL('../../../plants', import.meta.url));
/** A record is kept for 45 days. */
const MOST_DAYS = 45;

interface Options {
  days: number;
  findingsDays: number;
  every: number;
  shortDays: number;
  seed: number;
  site?: string[];
  json?: true;
}

const whole = (least: number, most: number) => (text: string) => {
  const number = Number(text);
  if (!Number.isInteger(number) || number < least || number > most) throw new InvalidArgumentError(`expected a whole number from ${least} to ${most}`);
  return number;
};

const program = new Command('sites')
  .description('hold the twin of each site of plants/sites against the log of its simulator: counts, energy, genealogy, orders, times, KPIs, findings')
  .option('--days <n>', 'days in whole detail, after which all is compared', whole(1, MOST_DAYS), 7)
  .option('--findings-days <n>', 'days after which the planted fault must be found; 0: nobody looks', whole(0, MOST_DAYS), 30)
  .option('--every <s>', 'after the days in whole detail meters and counts are told every so many seconds', whole(60, 3600), 300)
  .option(
    '--short-days <n>',
    'first days of plants that begin on each other day of the week, in which nothing false may be found; 0: nobody looks',
    whole(0, MOST_DAYS),
    7,
  )
  .option('--seed <n>', 'seed of the plants', whole(0, 0xffffffff), 1)
  .option('--site <name...>', 'only these sites')
  .option('--json', 'one JSON object per site')
  .exitOverride()
  .action(async (options: Options) => {
    process.exitCode = await prove(options);
  });

async function prove({ days, findingsDays, every, shortDays, seed, site, json }: Options): Promise<number> {
  const all = siteNames(PLANTS);
  const strange = site?.find((name) => !all.includes(name));
  if (strange !== undefined) {
    console.error(`there is no site ${strange}; there are ${all.join(', ')}`);
    return EXIT.usage;
  }
  const ask = { days, findingsDays: findingsDays === 0 ? 0 : Math.max(days, findingsDays), everyS: every, shortDays, seed };
  const proofs: SiteProof[] = [];
  for await (const proof of proveAll(
    (site ?? all).map((name) => ({ plants: PLANTS, name, ask })),
    2,
  )) {
    proofs.push(proof);
    console.log(json ? JSON.stringify(proof) : `${proofLines(proof).join('\n')}\n`);
  }
  if (!json) console.log(tableLines(proofs.sort((a, b) => (a.site < b.site ? -1 : 1))).join('\n'));
  return proofs.every(({ ok }) => ok) ? EXIT.same : EXIT.differs;
}

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof CommanderError)) throw error;
  process.exitCode = error.exitCode === 0 ? EXIT.same : EXIT.usage;
}
