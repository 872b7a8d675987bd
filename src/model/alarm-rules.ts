import { ALARM_PRIORITIES, type AlarmAbout, type AlarmKind, type AlarmPriority } from '../contract/alarm.js';
import type { LineAlarm, LineCondition, StationAlarm, StationCondition } from '../contract/alarm-rule.js';
import type { SourceId, UnitId } from '../contract/equipment.js';
import type { LineDefinition } from '../contract/line.js';
import type { Bilingual } from '../contract/units.js';

/** What people read of an alarm. */
export interface AlarmSaid {
  name: Bilingual;
  kind: AlarmKind;
  priority: AlarmPriority;
  cause: Bilingual | null;
  consequence: Bilingual | null;
  response: Bilingual | null;
}

/** An alarm, laid out for evaluation. */
export interface AlarmRule {
  id: string;
  unit: SourceId | null;
  about: AlarmAbout | null;
  origin: 'rule' | 'machine';
  /** of a state its time is part of it: one stop may go through several states */
  onDelayUs: number;
  offDelayUs: number;
  suppressedWhilePlanned: boolean;
  /** for people */
  said: AlarmSaid;
}

/** An alarm of a line: `station.alarm`, or the id alone of one of the line as a whole. */
export interface LineRule extends AlarmRule {
  /** place of the station in the line; -1 of the line as a whole */
  station: number;
  on: StationCondition | LineCondition;
}

const US_PER_S = 1e6;

/** Every alarm of a line: its own first, then those of the stations in the order of the file. */
export function alarmRules(line: LineDefinition): LineRule[] {
  return [
    ...(line.alarms ?? []).map((alarm) => ruleOf(alarm, null, -1)),
    ...line.stations.flatMap(({ id, alarms }, station) => (alarms ?? []).map((alarm) => ruleOf(alarm, id, station))),
  ];
}

const ruleOf = (alarm: StationAlarm | LineAlarm, unit: UnitId | null, station: number): LineRule => ({
  ...timesOf(alarm, alarm.on.when === 'state' ? alarm.on.for : 0),
  id: unit === null ? alarm.id : `${unit}.${alarm.id}`,
  unit,
  about: null,
  origin: 'rule',
  station,
  on: alarm.on,
  suppressedWhilePlanned: alarm.suppress === 'planned',
  said: saidOf(alarm),
});

/** Delays of an alarm of a file [us]; `holdS` is time that its condition must last besides. */
export const timesOf = ({ onDelay, offDelay }: { onDelay: number; offDelay: number }, holdS = 0): Pick<AlarmRule, 'onDelayUs' | 'offDelayUs'> => ({
  onDelayUs: Math.round((onDelay + holdS) * US_PER_S),
  offDelayUs: Math.round(offDelay * US_PER_S),
});

type Written = Omit<AlarmSaid, 'response'> & { response?: Bilingual | undefined };

export const saidOf = ({ name, kind, priority, cause, consequence, response }: Written): AlarmSaid => ({
  name,
  kind,
  priority,
  cause,
  consequence,
  response: response ?? null,
});

/** 0: urgent. */
export const rankOf = ({ said }: AlarmRule): number => ALARM_PRIORITIES.indexOf(said.priority);
