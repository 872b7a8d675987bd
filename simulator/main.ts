#!/usr/bin/env node
import { Argument, Command, InvalidArgumentError, Option } from 'commander';
import { randomUUID } from 'node:crypto';
import { DIALECTS, type Dialect } from '../src/contract/dialect.js';
import { Duration, PositiveDuration } from '../src/contract/units.js';
import { cellCommand } from './cell/command.js';
import { INCIDENT_KINDS } from './cell/incident.js';
import { incidentCommand, withdrawCommand } from './cell/incident-command.js';
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
  if (process.connected) process.disconnect();
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
const TYPES = ['--types <file...>', 'files of machine types, besides those in the folder of the plant file'] as const;
const RETRY = ['--retry-for <duration>', 'give up (exit 6) after so long without a connection; never where not given', positiveSeconds] as const;
const milliseconds = (s: number | undefined) => (s === undefined ? null : s * 1000);

const program = new Command('simulator')
  .description('A plant that speaks only MQTT: simulated machines, or recorded data')
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : EXIT.usage));

interface RunFlags {
  line: string;
  types?: string[];
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
  .option(...TYPES)
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

interface CellFlags {
  types?: string[];
  secrets?: string;
  broker: string;
  dialect?: Dialect;
  speed?: number;
  seed: number;
  history: number;
  historyEvery?: number;
  for?: number;
  start?: number;
  state?: string;
  log?: string;
  retryFor?: number;
}

function cell(file: string, { history, historyEvery, for: span, start, speed: factor, retryFor, ...flags }: CellFlags): Promise<void> {
  const options = {
    ...flags,
    cell: file,
    dialect: flags.dialect ?? null,
    speed: factor ?? null,
    startMs: start ?? null,
    historyS: Math.round(history),
    historyEveryS: Math.round(historyEvery ?? 0),
    forS: span === undefined ? Infinity : Math.round(span),
    retryForMs: milliseconds(retryFor),
  };
  return finish(cellCommand(options, clock, say));
}

interface IncidentFlags {
  broker: string;
  id?: string;
  lasts: number;
  after: number;
  withdraw?: string;
  unit?: string;
  utility?: string;
  product?: string;
  zone?: string;
  team?: string;
  persons?: number;
  factor?: number;
}

function incident(cellId: string, kind: string, { broker: url, lasts, after, id, withdraw, ...what }: IncidentFlags): Promise<void> {
  const to = { broker: url, waitMs: 10_000 };
  if (withdraw !== undefined) return finish(withdrawCommand(cellId, withdraw, to));
  return finish(incidentCommand(cellId, { id: id ?? randomUUID().slice(0, 8), kind, lastsS: lasts, afterS: after, ...what }, to));
}

const number = (text: string) => (text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : refuse('Expected a number.'));

program
  .command('cell')
  .description('simulates the plant of a process cell')
  .argument('<file>', 'plant file of kind Cell')
  .option(...TYPES)
  .option('--secrets <file>', 'what the plant is besides what its file says')
  .option(...BROKER)
  .addOption(new Option('--dialect <name>', 'how it speaks; as its file says where not given').choices(DIALECTS))
  .option('--speed <factor>', 'seconds of the plant in a second, or max; it keeps the wall clock where not given', speed)
  .option('--seed <number>', 'of a new plant', seed, 1)
  .option('--history <duration>', 'a new plant begins so long ago; one that was away catches up at most so much', seconds, 12 * 3600)
  .option('--history-every <duration>', 'of what was before now, tell counts, speeds, meters and powers only so often', positiveSeconds)
  .option('--start <instant>', 'a new plant begins there, and keeps a clock of its own', instantMs)
  .option('--for <duration>', 'end after so much time of the plant', positiveSeconds)
  .option('--state <file>', 'keep the plant here and go on with it at the next start')
  .option('--log <file>', 'what really happened, in JSON lines')
  .option(...RETRY)
  .action(cell);

program
  .command('incident')
  .description('makes something go wrong in a cell that is being simulated')
  .argument('<cell>', 'id of the cell')
  .addArgument(new Argument('<kind>', 'what goes wrong').choices(INCIDENT_KINDS))
  .option(...BROKER)
  .option('--lasts <duration>', 'how long; of a failure, the repair once somebody is there', positiveSeconds, 1800)
  .option('--after <duration>', 'begins so much later', seconds, 0)
  .option('--unit <unit>', 'of failure and slow: a unit, a slot of it (seed/1), or unit/machine')
  .option('--factor <share>', 'of slow: share of its speed that is left', number)
  .option('--utility <utility>', 'of utility-loss')
  .option('--product <product>', 'of late-material; all where not given')
  .option('--zone <zone>', 'of excursion')
  .option('--team <team>', 'of absence')
  .option('--persons <number>', 'of absence: how many are missing', number)
  .option('--id <id>', 'name of the incident; drawn where not given')
  .option('--withdraw <id>', 'take back a request that no simulator has taken up yet')
  .action(incident);

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
