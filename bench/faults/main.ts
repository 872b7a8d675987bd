import { Command, Option } from 'commander';
import { KINDS } from './kinds.js';
import { randomOf } from './random.js';
import { report } from './report.js';
import { runFaults } from './run.js';

const program = new Command('faults')
  .description('faults under load with a real mosquitto, InfluxDB and service; the last line is one JSON object')
  .option('--count <n>', 'faults to inject', Number, 33)
  .option('--seed <n>', 'of kinds, moments and lengths', Number, 1)
  .option('--rate <n>', 'messages a second', Number, 300)
  .option('--only <words>', 'kinds whose name contains these words', '')
  .addOption(new Option('--sessions <kind>', 'of the service with the broker: one, or one for each line').choices(['one', 'line'] as const).default('one'))
  .parse();

const { count, seed, rate, only, sessions } = program.opts<{ count: number; seed: number; rate: number; only: string; sessions: 'one' | 'line' }>();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1)); // which ends what was started
try {
  const kinds = KINDS.filter(({ name }) => name.includes(only));
  if (kinds.length === 0) throw new Error(`no kind of fault is called ${only}; there are: ${KINDS.map(({ name }) => name).join(', ')}`);
  const outcomes = [];
  for await (const outcome of runFaults({ count, random: randomOf(seed), ratePerS: rate, kinds, sessions, say: (sentence) => console.error(sentence) })) {
    const { kind, sent, stored, lost, lostInBroker, seenMissing, unborn, duplicated, repeated, balanced, recoverS, missing } = outcome;
    outcomes.push(outcome);
    const faults = lost > 0 ? `, for example ${missing.join(' ')}` : '';
    console.log(
      `${outcomes.length}. ${kind}: sent ${sent}, stored ${stored}, lost ${lost}${faults}, lost in broker ${lostInBroker}, seen missing ${seenMissing}, before birth ${unborn}, duplicated ${duplicated}, repeated ${repeated}, ${balanced ? 'balanced' : 'NOT BALANCED'}, ${recoverS === null ? 'not complete' : `${recoverS.toFixed(2)} s`}`,
    );
  }
  const told = report(outcomes, seed);
  console.log(JSON.stringify(told));
  process.exitCode = told.lost + told.duplicated + told.unbalanced > 0 ? 1 : 0;
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 2;
}
