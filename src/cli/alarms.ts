import type { Command } from 'commander';
import type { ActiveAlarm, AlarmEvent } from '../contract/alarm.js';
import { moment, number, textTable } from './format.js';
import type { Io } from './io.js';
import { serverOf, type ServerOptions, withServer } from './server.js';
import { WORDS } from './words.js';

interface Options extends ServerOptions {
  json?: true;
  history?: true;
  why?: string;
  for?: string;
  until?: string;
}

/** Alarms of a line, and what a person does about them. */
export function addLineAlarms(line: Command, io: Io): void {
  withServer(line.command('alarms').description('alarms and advisories that are not normal').argument('<line>'))
    .option('--history', 'what happened, newest first, instead')
    .action((id: string, options: Options) => (options.history ? showHistory(id, options, io) : showActive(id, options, io)));

  withServer(line.command('acknowledge').description('say that you have seen an alarm').argument('<line>').argument('<alarm>'))
    .option('--why <text>', 'for the history')
    .action(async (id: string, alarm: string, options: Options) =>
      tell(await serverOf(options, io).http.acknowledgeAlarm(id, alarm, options.why === undefined ? {} : { why: options.why }), options, io),
    );

  withServer(line.command('shelve').description('silence an alarm for a time').argument('<line>').argument('<alarm>'))
    .option('--for <duration>', 'for example "2 h"; this or --until')
    .option('--until <time>', 'RFC 3339, in time of the line')
    .requiredOption('--why <text>', 'for the history')
    .action(async (id: string, alarm: string, { why, for: span, until, ...options }: Options & { why: string }) => {
      const asked = { why, ...(span === undefined ? {} : { for: span }), ...(until === undefined ? {} : { until }) };
      tell(await serverOf(options, io).http.shelveAlarm(id, alarm, asked), options, io);
    });

  withServer(line.command('unshelve').description('end the silence of an alarm').argument('<line>').argument('<alarm>'))
    .option('--why <text>', 'for the history')
    .action(async (id: string, alarm: string, options: Options) =>
      tell(await serverOf(options, io).http.unshelveAlarm(id, alarm, options.why === undefined ? {} : { why: options.why }), options, io),
    );
}

async function showActive(id: string, options: Options, io: Io): Promise<void> {
  const { items } = await serverOf(options, io).http.alarms(id);
  if (options.json) for (const alarm of items) io.out(JSON.stringify(alarm));
  else io.out(items.length === 0 ? WORDS[io.lang].alarms.none : activeTable(items, io));
}

async function showHistory(id: string, options: Options, io: Io): Promise<void> {
  const { items } = await serverOf(options, io).http.alarmHistory(id, { limit: 100 });
  if (options.json) for (const event of items) io.out(JSON.stringify(event));
  else io.out(items.length === 0 ? WORDS[io.lang].alarms.noHistory : historyTable(items, io));
}

const tell = (alarm: ActiveAlarm, { json }: Options, io: Io): void => io.out(json ? JSON.stringify(alarm) : activeTable([alarm], io));

function activeTable(alarms: readonly ActiveAlarm[], io: Io): string {
  const { alarms: words } = WORDS[io.lang];
  const rows = alarms.map(({ id, priority, state, raisedAtUs, value, name, response }) => [
    id,
    words.priorities[priority],
    words.states[state],
    moment(raisedAtUs),
    figure(value, io),
    name[io.lang],
    response?.[io.lang] ?? '–',
  ]);
  return textTable([[words.alarm, words.priority, words.state, words.since, words.value, words.name, words.response], ...rows], [1, 2, 3, 5, 6]);
}

function historyTable(events: readonly AlarmEvent[], io: Io): string {
  const { alarms: words } = WORDS[io.lang];
  const rows = events.map(({ seq, atUs, alarm, event, value, who, why }) => [
    String(seq),
    moment(atUs),
    alarm,
    words.events[event],
    figure(value, io),
    who ?? '–',
    why ?? '–',
  ]);
  return textTable([['#', words.time, words.alarm, words.event, words.value, words.who, words.why], ...rows], [1, 2, 3, 5, 6]);
}

const figure = (value: number | null, io: Io): string => (value === null ? '–' : number(value, Number.isInteger(value) ? 0 : 2, io.lang));
