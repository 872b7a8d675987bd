import type { Command } from 'commander';
import type { AlarmPlace, TwinHttp } from '../../client/http.js';
import { activeTable, type AlarmSpeech, historyTable, kpisText } from './alarm-tables.js';
import { ALARM_WORDS } from './alarm-words.js';
import { localMoment } from './format.js';
import { CliFault, EXIT, type Io, type Lang } from './io.js';
import { serverOf, type ServerOptions, withServer } from './server.js';
import { speechOf } from './speech.js';
import { stretchOf, withStretch, type Stretched } from './stretch.js';

interface Options extends ServerOptions, Stretched {
  json?: true;
  line?: string;
  cell?: string;
  why?: string;
  for?: string;
  until?: string;
  alarm?: string;
  unit?: string;
  limit?: string;
}

const OPTIONAL_WHY = 'for the history; without it that says who and when, and no reason';

/** Alarms of a line or cell, and what a person does about them. */
export function addAlarm(program: Command, io: Io): void {
  const alarm = program.command('alarm').description('alarms of a line or process cell, and what a person does about them');
  const command = (name: string, description: string) =>
    withServer(alarm.command(name).description(description).option('--line <line>', 'the line; this or --cell').option('--cell <cell>', 'the process cell'));
  const ofAlarm = (name: string, description: string) => command(name, description).argument('<alarm>', 'as the list names it');
  const http = (options: Options) => serverOf(options, io).http;
  const tell = async <Item>(items: readonly Item[], options: Options, none: string, asText: (items: readonly Item[], speech: AlarmSpeech) => string) => {
    if (options.json) for (const item of items) io.out(JSON.stringify(item));
    else io.out(items.length === 0 ? none : asText(items, await speechAt(http(options), placeOf(options), io.lang)));
  };
  const words = () => ALARM_WORDS[io.lang];
  const said = ({ why }: Options) => (why === undefined ? {} : { why });

  command('list', 'alarms and advisories that are not normal, the most pressing first')
    .alias('ls')
    .action(async (options: Options) => tell((await http(options).alarms(placeOf(options))).items, options, words().none, activeTable));

  command('history', 'what was raised, returned and done, newest first')
    .option('--alarm <alarm>', 'of one alarm')
    .option('--unit <unit>', 'of one unit or machine')
    .option('--limit <n>', 'so many; 100 where not given')
    .action(async (options: Options) => {
      const { alarm, unit, limit = '100' } = options;
      if (!/^\d{1,3}$/.test(limit) || Number(limit) < 1 || Number(limit) > 500)
        throw new CliFault(EXIT.usage, `--limit ${limit}: expected a number from 1 to 500`);
      const page = await http(options).alarmHistory(placeOf(options), { limit: Number(limit), ...(alarm && { alarm }), ...(unit && { unit }) });
      await tell(page.items, options, words().noHistory, historyTable);
    });

  withStretch(command('kpis', 'how well the alarms serve: alarms in ten minutes, floods, chattering, stale, the most frequent')).action(
    async (options: Options) => {
      const kpis = await http(options).alarmKpis(placeOf(options), stretchOf(options));
      io.out(options.json ? JSON.stringify(kpis) : kpisText(kpis, await speechAt(http(options), placeOf(options), io.lang)));
    },
  );

  const doing = (name: string, description: string, act: (options: Options, id: string) => Promise<Parameters<typeof activeTable>[0][number]>) =>
    ofAlarm(name, description).action(async (id: string, options: Options) => tell([await act(options, id)], options, '', activeTable));

  doing('acknowledge', 'say that you have seen an alarm', (options, id) => http(options).acknowledgeAlarm(placeOf(options), id, said(options)))
    .alias('ack')
    .option('--why <text>', OPTIONAL_WHY);
  doing('shelve', 'silence an alarm for a time', (options, id) => {
    const { why, for: span, until } = options;
    return http(options).shelveAlarm(placeOf(options), id, { why: why!, ...(span && { for: span }), ...(until && { until }) });
  })
    .option('--for <duration>', 'for example "2 h", seven days at most; this or --until')
    .option('--until <time>', 'RFC 3339, in time of the line')
    .requiredOption('--why <text>', 'for the history');
  doing('unshelve', 'end the silence of an alarm', (options, id) => http(options).unshelveAlarm(placeOf(options), id, said(options))).option(
    '--why <text>',
    OPTIONAL_WHY,
  );
  doing('out-of-service', 'take an alarm out of service, without an end', (options, id) =>
    http(options).takeAlarmOutOfService(placeOf(options), id, { why: options.why! }),
  ).requiredOption('--why <text>', 'for the history');
  doing('in-service', 'put an alarm back into service', (options, id) => http(options).returnAlarmToService(placeOf(options), id, said(options))).option(
    '--why <text>',
    OPTIONAL_WHY,
  );
  alarm.showHelpAfterError('(twin alarm --help)');
}

/** Names of the units of a line or cell, and the time of its site. */
async function speechAt(http: TwinHttp, place: AlarmPlace, lang: Lang): Promise<AlarmSpeech> {
  if ('cell' in place) {
    const { names, moment } = speechOf((await http.cellDefinition(place.cell)).definition, lang);
    return { lang, moment, unit: (id) => (id === null ? '–' : names.place(id)) };
  }
  const { units, timezone } = (await http.line(place.line)).view;
  return { lang, moment: (us) => localMoment(us, timezone), unit: (id) => (id === null ? '–' : (units[id]?.name[lang] ?? id)) };
}

function placeOf({ line, cell }: Options): AlarmPlace {
  if (line !== undefined && cell === undefined) return { line };
  if (cell !== undefined && line === undefined) return { cell };
  throw new CliFault(EXIT.usage, 'whose alarms? expected either --line LINE or --cell CELL');
}
