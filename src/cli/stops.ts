import type { Command } from 'commander';
import type { TwinHttp } from '../../client/http.js';
import type { LineStop } from '../contract/line-oee.js';
import type { StopStatementsDocument } from '../contract/stop-statement.js';
import { isoTime } from '../platform/iso-time.js';
import { CliFault, EXIT, type Io } from './io.js';
import { serverOf, type ServerOptions, withServer } from './server.js';
import { statementsText, stopsText, type StopSpeech } from './stop-tables.js';
import { stretchOf, withStretch, type Stretched } from './stretch.js';

interface Options extends ServerOptions, Stretched {
  json?: true;
  unit?: string;
  at?: string;
  reason?: string;
  comment?: string;
}

/** How far around an instant its stop is looked for [us]. */
const AROUND_US = 3 * 86_400e6;
/** Instants are shown to the second. */
const SECOND_US = 1e6;

/** Stops of a line, and what people say of them. */
export function addStops(program: Command, io: Io): void {
  const stops = program.command('stops').description('stops of a line: list them, give them reasons, split and merge them');
  const http = (options: Options) => serverOf(options, io).http;
  const command = (name: string, description: string) => withServer(stops.command(name).description(description).argument('<line>'));
  const speechAt = async (server: TwinHttp, line: string): Promise<StopSpeech> => ({ lang: io.lang, definition: (await server.definition(line)).definition });
  const tell = async <Item>(line: string, options: Options, items: readonly Item[], asText: (items: readonly Item[], speech: StopSpeech) => string) => {
    if (options.json) for (const item of items) io.out(JSON.stringify(item));
    else io.out(asText(items, await speechAt(http(options), line)));
  };
  const say = async (line: string, options: Options, statements: StopStatementsDocument['statements']) =>
    tell(line, options, (await http(options).sayOfStops(line, { statements })).items, statementsText);

  withStretch(command('list', 'stops with their reasons, newest first').alias('ls'), 'the begin of the present shift')
    .option('--unit <unit>', 'of this machine alone')
    .action(async (line: string, options: Options) => {
      const { items } = await http(options).stops(line, { ...stretchOf(options), ...(options.unit && { unit: options.unit }) });
      await tell(line, options, items, stopsText);
    });

  command('statements', 'what was said of stops, by whom and when, newest first').action(async (line: string, options: Options) =>
    tell(line, options, (await http(options).stopStatements(line, { limit: 500 })).items, statementsText),
  );

  command('assign', 'give a stop a reason; with --from or --to only a part of it, which splits it')
    .argument('<unit>')
    .requiredOption('--at <time>', 'ISO 8601 with zone, in the stop, such as its begin as listed')
    .requiredOption('--reason <code>', 'as the plant file names it')
    .option('--from <time>', 'begin of the part; that of the stop where not given')
    .option('--to <time>', 'end of the part; that of the stop where not given, whenever it comes')
    .option('--comment <text>', 'for the history')
    .action(async (line: string, unit: string, options: Options) => {
      const { at, reason = '', from, to, comment = null } = options;
      if (!/^\d{1,9}$/.test(reason)) throw new CliFault(EXIT.usage, `--reason ${reason}: expected a code such as 65`);
      const stop = await stopAt(http(options), line, unit, instant('--at', at!));
      const fromUs = from === undefined ? stop.fromUs : instant('--from', from);
      const toUs = to === undefined ? stop.toUs : instant('--to', to);
      await say(line, options, [{ what: 'assign', unit, fromUs, toUs, reason: Number(reason), comment }]);
    });

  command('merge', 'tell the stops of a machine that touch a stretch of time as one')
    .argument('<unit>')
    .requiredOption('--from <time>', 'ISO 8601 with zone')
    .requiredOption('--to <time>', 'ISO 8601 with zone')
    .action(async (line: string, unit: string, options: Options) =>
      say(line, options, [{ what: 'merge', unit, fromUs: instant('--from', options.from!), toUs: instant('--to', options.to!) }]),
    );

  command('withdraw', 'take back what was said')
    .argument('<number>', 'of the statement')
    .action(async (line: string, number: string, options: Options) => {
      if (!/^[1-9]\d{0,14}$/.test(number)) throw new CliFault(EXIT.usage, `${number}: expected the number of a statement`);
      await say(line, options, [{ what: 'withdraw', of: Number(number) }]);
    });
  stops.showHelpAfterError('(twin stops --help)');
}

/** The stop of a machine at an instant, to the second. */
async function stopAt(http: TwinHttp, line: string, unit: string, atUs: number): Promise<LineStop> {
  const { items } = await http.stops(line, { unit, from: isoTime(atUs - AROUND_US), to: isoTime(atUs + AROUND_US), limit: 1000 });
  const stop = items.find(({ fromUs, toUs }) => fromUs < atUs + SECOND_US && (toUs ?? Infinity) > atUs);
  if (stop === undefined) throw new CliFault(EXIT.notFound, `${unit} had no stop at ${isoTime(atUs)}`);
  if (!stop.began) throw new CliFault(EXIT.failure, `${unit}: its stop at ${isoTime(atUs)} began more than three days before`);
  return stop;
}

function instant(option: string, text: string): number {
  const ms = /(Z|[+-]\d\d:\d\d)$/.test(text) ? Date.parse(text) : NaN;
  if (Number.isNaN(ms)) throw new CliFault(EXIT.usage, `${option} ${text}: expected ISO 8601 with a zone, such as 2026-01-05T07:10:00+01:00`);
  return ms * 1000;
}
