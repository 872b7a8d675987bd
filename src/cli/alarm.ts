import type { Command } from 'commander';
import type { AlarmPlace } from '../../client/http.js';
import { activeTable, historyTable, kpisText } from './alarm-tables.js';
import { ALARM_WORDS } from './alarm-words.js';
import { CliFault, EXIT, type Io } from './io.js';
import { serverOf, type ServerOptions, withServer } from './server.js';

interface Options extends ServerOptions {
  json?: true;
  line?: string;
  cell?: string;
  why?: string;
  for?: string;
  until?: string;
  from?: string;
  to?: string;
  alarm?: string;
  unit?: string;
  limit?: string;
}

/** Alarms of a line or cell, and what a person does about them. */
export function addAlarm(program: Command, io: Io): void {
  const alarm = program.command('alarm').description('alarms of a line or process cell, and what a person does about them');
  const command = (name: string, description: string) =>
    withServer(alarm.command(name).description(description).option('--line <line>', 'the line; this or --cell').option('--cell <cell>', 'the process cell'));
  const ofAlarm = (name: string, description: string) => command(name, description).argument('<alarm>', 'as the list names it');
  const http = (options: Options) => serverOf(options, io).http;
  const tell = <Item>(items: readonly Item[], { json }: Options, none: string, asText: (items: readonly Item[]) => string) => {
    if (json) for (const item of items) io.out(JSON.stringify(item));
    else io.out(items.length === 0 ? none : asText(items));
  };
  const words = () => ALARM_WORDS[io.lang];
  const said = ({ why }: Options) => (why === undefined ? {} : { why });

  command('list', 'alarms and advisories that are not normal, the most pressing first')
    .alias('ls')
    .action(async (options: Options) => tell((await http(options).alarms(placeOf(options))).items, options, words().none, (items) => activeTable(items, io)));

  command('history', 'what was raised, returned and done, newest first')
    .option('--alarm <alarm>', 'of one alarm')
    .option('--unit <unit>', 'of one unit or machine')
    .option('--limit <n>', 'so many; 100 where not given')
    .action(async (options: Options) => {
      const { alarm, unit, limit = '100' } = options;
      if (!/^\d{1,3}$/.test(limit) || Number(limit) < 1 || Number(limit) > 500)
        throw new CliFault(EXIT.usage, `--limit ${limit}: expected a number from 1 to 500`);
      const page = await http(options).alarmHistory(placeOf(options), { limit: Number(limit), ...(alarm && { alarm }), ...(unit && { unit }) });
      tell(page.items, options, words().noHistory, (items) => historyTable(items, io));
    });

  command('kpis', 'how well the alarms serve: alarms in ten minutes, floods, chattering, stale, the most frequent')
    .option('--from <time>', 'ISO 8601, or counted back from now, such as now-8h; now-7d where not given')
    .option('--to <time>', 'written like --from; now where not given')
    .action(async (options: Options) => {
      const { from, to } = options;
      const kpis = await http(options).alarmKpis(placeOf(options), { ...(from && { from }), ...(to && { to }) });
      io.out(options.json ? JSON.stringify(kpis) : kpisText(kpis, io));
    });

  const doing = (name: string, description: string, act: (options: Options, id: string) => Promise<Parameters<typeof activeTable>[0][number]>) =>
    ofAlarm(name, description).action(async (id: string, options: Options) => tell([await act(options, id)], options, '', (items) => activeTable(items, io)));

  doing('acknowledge', 'say that you have seen an alarm', (options, id) => http(options).acknowledgeAlarm(placeOf(options), id, said(options)))
    .alias('ack')
    .option('--why <text>', 'for the history');
  doing('shelve', 'silence an alarm for a time', (options, id) => {
    const { why, for: span, until } = options;
    return http(options).shelveAlarm(placeOf(options), id, { why: why!, ...(span && { for: span }), ...(until && { until }) });
  })
    .option('--for <duration>', 'for example "2 h", seven days at most; this or --until')
    .option('--until <time>', 'RFC 3339, in time of the line')
    .requiredOption('--why <text>', 'for the history');
  doing('unshelve', 'end the silence of an alarm', (options, id) => http(options).unshelveAlarm(placeOf(options), id, said(options))).option(
    '--why <text>',
    'for the history',
  );
  doing('out-of-service', 'take an alarm out of service, without an end', (options, id) =>
    http(options).takeAlarmOutOfService(placeOf(options), id, { why: options.why! }),
  ).requiredOption('--why <text>', 'for the history');
  doing('in-service', 'put an alarm back into service', (options, id) => http(options).returnAlarmToService(placeOf(options), id, said(options))).option(
    '--why <text>',
    'for the history',
  );
  alarm.showHelpAfterError('(twin alarm --help)');
}

function placeOf({ line, cell }: Options): AlarmPlace {
  if (line !== undefined && cell === undefined) return { line };
  if (cell !== undefined && line === undefined) return { cell };
  throw new CliFault(EXIT.usage, 'whose alarms? expected either --line LINE or --cell CELL');
}
