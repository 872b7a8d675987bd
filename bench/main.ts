import { availableParallelism, loadavg } from 'node:os';
import { Command, InvalidArgumentError, Option } from 'commander';
import { cellFigures } from './engine/cell.js';
import { flowFigures } from './engine/flow.js';
import { partsFigures } from './engine/parts.js';
import { figureText, type Figure } from './figure.js';
import { ingestFigures } from './ingest/main.js';
import { scenarioFigures } from './scenarios/main.js';
import { webFigures } from './web/main.js';

const json = (figure: Figure) => JSON.stringify({ ...figure, rivalOrLimit: figure.rival ?? figure.limit ?? null });

/** What else the machine has to do: figures of different loads are not to be compared. */
const loadText = () => `load of the machine: ${loadavg()[0]!.toFixed(1)}, ${availableParallelism()} cores`;

const program = new Command('bench').description('benchmarks, ours and others by turns, medians');

program
  .command('engine')
  .description(
    'the part-by-part model against loops by hand and simjs; the flow model: speed, memory, and what common random numbers save; a whole process cell',
  )
  .option('--rounds <n>', 'rounds after those that warm up', '5')
  .option('--json', 'one JSON object per figure')
  .action(async (options: { rounds: string; json?: true }) => {
    const rounds = Number(options.rounds);
    const print = (figure: Figure) => console.log(options.json ? json(figure) : figureText(figure));
    for (const figure of partsFigures(rounds)) print(figure);
    for await (const figure of flowFigures(rounds)) print(figure);
    for (const figure of cellFigures(rounds)) print(figure);
  });

const durationS = (text: string): number => {
  const [, amount, unit] = /^(\d+)\s*(s|min|h)$/.exec(text) ?? [];
  if (amount === undefined) throw new InvalidArgumentError('expected a duration as 30 s, 5 min or 1 h');
  return Number(amount) * { s: 1, min: 60, h: 3600 }[unit as 's' | 'min' | 'h'];
};

program
  .command('ingest')
  .description('the way in against a bare subscriber, scripts and Node-RED, through mosquitto into InfluxDB: rate, processor time, latency, stream, memory')
  .option('--rounds <n>', 'rounds of each size of plant', '3')
  .option('--signals <list>', 'sizes of the plant, in signals, separated by commas', '100,1000,10000')
  .option('--soak <duration>', 'time under a steady load, over which memory is looked at: 30 s, 5 min, 1 h', durationS, 30)
  .addOption(new Option('--only <part>', 'of it: the embedded broker').choices(['embedded'] as const))
  .option('--install', 'fetch Node-RED and its Node with npm into a cache folder first')
  .option('--json', 'one JSON object per figure')
  .action(async (options: { rounds: string; signals: string; soak: number; only?: 'embedded'; install?: true; json?: true }) => {
    const print = (figure: Figure) => console.log(options.json ? json(figure) : figureText(figure));
    const say = (sentence: string) => process.stderr.write(`${sentence}\n`);
    const signals = options.signals.split(',').map(Number);
    const { soak: soakS, install = false, only } = options;
    say(loadText());
    for await (const figure of ingestFigures({ rounds: Number(options.rounds), signals, soakS, install, only, say })) print(figure);
    say(loadText());
  });

program
  .command('scenarios')
  .description('what-ifs of a shift from live: time to the first interval and to all, fork to first replication, worker processes, coverage of the ranges')
  .option('--rounds <n>', 'rounds of each what-if', '5')
  .option('--forks <n>', 'forks of each known plant whose range is held against what came; 0 leaves that out', '500')
  .option('--replications <n>', 'of each of those forks', '200')
  .option('--json', 'one JSON object per figure')
  .action(async (options: { rounds: string; forks: string; replications: string; json?: true }) => {
    const print = (figure: Figure) => console.log(options.json ? json(figure) : figureText(figure));
    const say = (sentence: string) => process.stderr.write(`${sentence}\n`);
    const [rounds, forks, replications] = [options.rounds, options.forks, options.replications].map(Number) as [number, number, number];
    for await (const figure of scenarioFigures({ rounds, forks, replications, say })) print(figure);
  });

program
  .command('web')
  .description('the screens in Chromium: refresh of live trends beside bare uPlot, first paint of a line, the heap over a day told in minutes')
  .option('--rounds <n>', 'of paints, and of forty refreshes', '5')
  .option('--changes <n>', 'of the line in which that day is told; 0 leaves it out', '8640')
  .option('--json', 'one JSON object per figure')
  .action(async (options: { rounds: string; changes: string; json?: true }) => {
    const print = (figure: Figure) => console.log(options.json ? json(figure) : figureText(figure));
    const say = (sentence: string) => process.stderr.write(`${sentence}\n`);
    say(loadText());
    for await (const figure of webFigures({ rounds: Number(options.rounds), changes: Number(options.changes), say })) print(figure);
  });

await program.parseAsync();
