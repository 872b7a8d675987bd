#!/usr/bin/env node
import { Command, InvalidArgumentError } from 'commander';
import { Duration, PositiveDuration } from '../src/contract/units.js';
import { StoppableClock } from './clock.js';
import { EXIT, type Ending } from './exit.js';
import { replayCommand } from './replay/command.js';
import { runCommand } from './run/command.js';

const say = (sentence: string) => process.stderr.write(`${new Date().toISOString()} ${sentence}\n`);
const clock = new StoppableClock();
// A parent that is gone (npm start, killed) closes its channel to us.
for (const reason of ['SIGTERM', 'SIGINT', 'disconnect'] as const) process.once(reason, () => clock.stop());

/** Ends the process with the ending's sentence and code. */
async function finish(ending: Promise<Ending>): Promise<void> {
  const { code, message } = await ending;
  if (code === EXIT.ok) process.stdout.write(`${message}\n`);
  else process.stderr.write(`${message}\n`);
  process.exitCode = code;
  process.disconnect?.();
}

const refuse = (expected: string): never => {
  throw new InvalidArgumentError(expected);
};
const durationS = (schema: typeof Duration) => (text: string) => {
  const parsed = schema.safeParse(text);
  return parsed.success ? parsed.data : refuse('Expected a duration such as 12h or "30 min".');
};
const seconds = durationS(Duration);
const positiveSeconds = durationS(PositiveDuration);
const speed = (text: string) =>
  text === 'max' ? Infinity : Number(text) > 0 && Number.isFinite(Number(text)) ? Number(text) : refuse('Expected a number above zero, or max.');
const seed = (text: string) => (/^\d{1,10}$/.test(text) && Number(text) <= 0xffffffff ? Number(text) : refuse('Expected a whole number from 0 to 4294967295.'));
const broker = (text: string) =>
  URL.canParse(text) && ['mqtt:', 'mqtts:'].includes(new URL(text).protocol) ? text : refuse('Expected an address such as mqtt://127.0.0.1:1883.');
const instantMs = (text: string) => {
  const ms = text === 'now' ? Date.now() : Date.parse(text);
  return Number.isNaN(ms) ? refuse('Expected now, or an instant such as 2026-01-05T06:00:00Z.') : ms;
};

const BROKER = ['--broker <url>', 'MQTT broker: mqtt or mqtts, with user:password@ where it asks for them', broker, 'mqtt://127.0.0.1:1883'] as const;
const RETRY = ['--retry-for <duration>', 'give up (exit 6) after so long without a connection; never where not given', positiveSeconds] as const;
const milliseconds = (s: number | undefined) => (s === undefined ? null : s * 1000);

const program = new Command('simulator')
  .description('A plant that speaks only MQTT: simulated machines, or recorded data')
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : EXIT.usage));

interface RunFlags {
  line: string;
  broker: string;
  speed: number;
  seed: number;
  history: number;
  for?: number;
  state?: string;
  fault?: boolean;
  retryFor?: number;
}
interface ReplayFlags {
  mapping: string;
  broker: string;
  speed: number;
  start?: number;
  maxGap?: number;
  retryFor?: number;
}

function run({ history, for: span, fault, retryFor, ...flags }: RunFlags): Promise<void> {
  const options = {
    ...flags,
    historyS: Math.round(history),
    forS: span === undefined ? Infinity : Math.round(span),
    fault: fault !== false,
    retryForMs: milliseconds(retryFor),
  };
  return finish(runCommand(options, clock, say));
}

function replay(files: string[], { start, maxGap, retryFor, ...flags }: ReplayFlags): Promise<void> {
  const options = { ...flags, startMs: start ?? null, maxGapMs: milliseconds(maxGap) ?? Infinity, retryForMs: milliseconds(retryFor) };
  return finish(replayCommand(files, options, clock, say));
}

program
  .command('run')
  .description('simulates the machines of the demonstration line')
  .option('--line <file>', 'plant file: topics and clock are taken from it', 'plants/osd-1.yaml')
  .option(...BROKER)
  .option('--speed <factor>', 'seconds of the plant in a second, or max; other than 1 only for a line with clock: source', speed, 1)
  .option('--seed <number>', 'of a new plant', seed, 1)
  .option('--history <duration>', 'a new plant begins so long ago; one that was away catches up at most so much', seconds, 12 * 3600)
  .option('--for <duration>', 'end after so much time of the plant', positiveSeconds)
  .option('--state <file>', 'keep the plant here and go on with it at the next start')
  .option('--fault', 'with the hidden fault (the default)')
  .option('--no-fault', 'without the hidden fault')
  .option(...RETRY)
  .action(run);

program
  .command('replay')
  .description('publishes recorded CSV files in time order')
  .argument('<file...>', 'CSV files, each in time order')
  .requiredOption('--mapping <file>', 'which column becomes which topic')
  .option(...BROKER)
  .option('--speed <factor>', 'seconds of the record in a second, or max', speed, 1)
  .option('--start <instant>', 'moves the record so that its first row lies there: now, or an instant', instantMs)
  .option('--max-gap <duration>', 'let a longer gap between rows pass in this time; time stamps keep it', positiveSeconds)
  .option(...RETRY)
  .action(replay);

await program.parseAsync();
