import { ALARM_PRIORITIES, type ActiveAlarm, type AlarmEvent } from '../contract/alarm.js';
import type { AlarmKpis } from '../contract/alarm-kpis.js';
import { ALARM_WORDS } from './alarm-words.js';
import { figure, number, textTable } from './format.js';
import type { Io } from './io.js';

type Spoken = Pick<Io, 'lang'>;

/** How the place of alarms names its units, and tells time: of its site. */
export interface AlarmSpeech extends Spoken {
  unit: (id: string | null) => string;
  moment: (us: number | null) => string;
}

export function activeTable(alarms: readonly ActiveAlarm[], io: AlarmSpeech): string {
  const words = ALARM_WORDS[io.lang];
  const rows = alarms.map(({ id, unit, priority, state, raisedAtUs, value, name, response }) => [
    id,
    io.unit(unit),
    words.priorities[priority],
    words.states[state],
    io.moment(raisedAtUs),
    valueText(value, io),
    name[io.lang],
    response?.[io.lang] ?? '–',
  ]);
  return textTable([[words.alarm, words.unit, words.priority, words.state, words.since, words.value, words.name, words.response], ...rows], [1, 2, 3, 4, 6, 7]);
}

export function historyTable(events: readonly AlarmEvent[], io: AlarmSpeech): string {
  const words = ALARM_WORDS[io.lang];
  const rows = events.map(({ seq, atUs, alarm, unit, event, value, who, why }) => [
    String(seq),
    io.moment(atUs),
    alarm,
    io.unit(unit),
    words.events[event],
    valueText(value, io),
    who ?? '–',
    why ?? '–',
  ]);
  return textTable([['#', words.time, words.alarm, words.unit, words.event, words.value, words.who, words.why], ...rows], [1, 2, 3, 4, 6, 7]);
}

/** Figures with their targets, then the alarms that were raised most, chatter or stand too long. */
export function kpisText(kpis: AlarmKpis, { lang, moment }: AlarmSpeech): string {
  const { kpis: words, priorities, alarm } = ALARM_WORDS[lang];
  const { perTenMin, floods, chattering, stale, top, topShare, acknowledged } = kpis;
  const colon = lang === 'fr' ? ' :' : ':';
  const percent = (share: number | null) => figure(share === null ? null : share * 100, 1, lang);
  const medianMin = acknowledged.medianS === null ? null : acknowledged.medianS / 60;
  const rows = [
    [words.alarms, figure(kpis.alarms, 0, lang), ''],
    [words.advisories, figure(kpis.advisories, 0, lang), ''],
    [words.mean, figure(perTenMin.mean, 2, lang), perTenMin.load === null ? '≤ 1' : `≤ 1${colon} ${words.loads[perTenMin.load]}`],
    [words.max, figure(perTenMin.max, 0, lang), '≤ 10'],
    [words.floods, figure(floods.count, 0, lang), '0'],
    [words.inFloods, percent(floods.timeShare), '< 1'],
    ...ALARM_PRIORITIES.map((priority) => {
      const { share, target } = kpis.priorities[priority];
      return [`${priorities[priority]}, ${words.share}`, percent(share), `≈ ${number(target * 100, 0, lang)}`];
    }),
    [words.topShare, percent(topShare), ''],
    [words.chattering, figure(chattering.length, 0, lang), '0'],
    [words.stale, figure(stale.length, 0, lang), '0'],
    [words.acknowledged, figure(medianMin, 1, lang), ''],
  ];
  const lists = [
    ...(top.length === 0 ? [] : [textTable([[alarm, words.times, words.share], ...top.map((one) => [one.alarm, String(one.alarms), percent(one.share)])])]),
    ...(chattering.length === 0 ? [] : [`${words.chattering}${colon} ${chattering.map((one) => one.alarm).join(', ')}`]),
    ...(stale.length === 0 ? [] : [`${words.stale}${colon} ${stale.map((one) => `${one.alarm} (${moment(one.sinceUs)})`).join(', ')}`]),
  ];
  return [textTable([[words.measure, words.figure, words.target], ...rows], [2]), ...lists].join('\n\n');
}

const valueText = (value: number | null, { lang }: Spoken): string => (value === null ? '–' : number(value, Number.isInteger(value) ? 0 : 2, lang));
