import { ALARM_PRIORITIES, type LineAlarm, type LineCondition, type StationAlarm, type StationCondition } from '../contract/alarm.js';
import type { UnitId } from '../contract/equipment.js';
import type { LineDefinition } from '../contract/line.js';

/** An alarm of a plant file, laid out for evaluation. */
export interface AlarmRule {
  /** `station.alarm`, or the id alone of an alarm of the line */
  id: string;
  unit: UnitId | null;
  /** place of the station in the line; -1 of the line as a whole */
  station: number;
  on: StationCondition | LineCondition;
  /** of a state its time is part of it: one stop may go through several states */
  onDelayUs: number;
  offDelayUs: number;
  suppressedWhilePlanned: boolean;
  /** for people */
  said: StationAlarm | LineAlarm;
}

const US_PER_S = 1e6;

/** Every alarm of a line: its own first, then those of the stations in the order of the file. */
export function alarmRules(line: LineDefinition): AlarmRule[] {
  return [
    ...(line.alarms ?? []).map((alarm) => ruleOf(alarm, null, -1)),
    ...line.stations.flatMap(({ id, alarms }, station) => (alarms ?? []).map((alarm) => ruleOf(alarm, id, station))),
  ];
}

const ruleOf = (alarm: StationAlarm | LineAlarm, unit: UnitId | null, station: number): AlarmRule => ({
  id: unit === null ? alarm.id : `${unit}.${alarm.id}`,
  unit,
  station,
  on: alarm.on,
  onDelayUs: Math.round((alarm.onDelay + (alarm.on.when === 'state' ? alarm.on.for : 0)) * US_PER_S),
  offDelayUs: Math.round(alarm.offDelay * US_PER_S),
  suppressedWhilePlanned: alarm.suppress === 'planned',
  said: alarm,
});

/** 0: urgent. */
export const rankOf = ({ said }: AlarmRule): number => ALARM_PRIORITIES.indexOf(said.priority);
