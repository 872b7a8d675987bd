import { CellAlarm, MachineAlarmText } from '../../src/contract/cell-alarm.js';
import { explain } from '../../src/contract/explain.js';
import { cellAlarmIssues } from '../../src/plant/validate-alarms.js';
import { alarm } from '../model/alarm-lines.js';
import { alarmCell } from '../model/cell-mirror/watched.js';

const faults = (on: object, more: object = {}) => {
  const { definition } = alarmCell([]);
  return cellAlarmIssues({ ...definition, alarms: [CellAlarm.parse(alarm('rule', on, more))] }).map(({ pointer, detail }) => `${pointer} ${detail}`);
};
const TEXTS = { cause: { en: 'c', fr: 'c' }, consequence: { en: 'k', fr: 'k' } };

describe('alarms in the file of a cell', () => {
  it('have quiet defaults', () => {
    const { onDelay: _, offDelay: __, ...rest } = alarm('rule', { when: 'at-capacity', of: 'utilities.steam' });
    expect(CellAlarm.parse(rest)).toMatchObject({ onDelay: 0, offDelay: 60, kind: 'alarm', on: { share: 0.95, deadBand: 0.05 } });
    expect(CellAlarm.parse(alarm('rule', { when: 'silent', of: 'tank' })).on).toMatchObject({ for: 360 });
  });

  it.each([
    [{ when: 'above', of: 'line.first', signal: 'process.temp', limit: 1 }],
    [{ when: 'below', of: ['zones.hall', 'mixer.2'], signal: 'hvac.roomDp', limit: 1 }],
    [{ when: 'at-capacity', of: 'utilities.steam' }],
    [{ when: 'state', of: ['mixer', 'line.second'], is: ['down'], for: '5 min' }],
    [{ when: 'clean-hold', of: 'mixer' }],
    [{ when: 'hold-time', of: 'stores.cold' }],
    [{ when: 'silent', of: 'zones.hall' }],
  ])('may watch %j', (on) => expect(faults(on)).toEqual([]));

  it.each([
    [{ when: 'silent', of: 'tnak' }, '/alarms/0/on/of there is no "tnak", did you mean "tank"?'],
    [{ when: 'silent', of: ['tank', 'tank'] }, '/alarms/0/on/of/1 "tank" is named twice'],
    [{ when: 'silent', of: 'stores.cold' }, '/alarms/0/on/of "stores.cold" is a store, of which nothing is measured'],
    [{ when: 'at-capacity', of: 'tank' }, '/alarms/0/on/of "tank" is no utility with a capacity'],
    [{ when: 'hold-time', of: 'tank' }, '/alarms/0/on/of "tank" is no store with a holdLimit'],
    [{ when: 'clean-hold', of: 'tank' }, '/alarms/0/on/of "tank" is no unit with a cleanHold'],
    [{ when: 'dirty-hold', of: ['mixer', 'line.first'] }, '/alarms/0/on/of/1 "line.first" is no unit with a dirtyHold'],
    [{ when: 'state', of: 'zones.hall', is: ['down'], for: '5 min' }, '/alarms/0/on/of "zones.hall" is no unit, slot or machine'],
  ])('refuse %j', (on, issue) => expect(faults(on)).toEqual([issue]));

  it('ask for a response, as do the words for alarms that machines send', () => {
    const ask = 'an alarm asks for a response: say which, or make it an advisory (kind: advisory)';
    expect(faults({ when: 'silent', of: 'tank' }, { response: undefined })).toEqual([`/alarms/0 ${ask}`]);
    const { definition } = alarmCell([]);
    const words = MachineAlarmText.parse({ id: 'jam', name: { en: 'n', fr: 'n' }, ...TEXTS });
    const units = definition.units.map((unit) => (unit.id === 'line' ? { ...unit, machineAlarms: [{ ...words, kind: 'advisory' as const }, words] } : unit));
    expect(cellAlarmIssues({ ...definition, units, machineAlarms: [words] }).map(({ pointer }) => pointer)).toEqual([
      '/machineAlarms/0',
      '/units/2/machineAlarms/1/id',
      '/units/2/machineAlarms/1',
    ]);
  });

  it('say what is wrong with a condition', () => {
    const said = (on: object) => {
      const explained = explain(CellAlarm, alarm('rule', on));
      return explained.ok ? null : explained.faults.length;
    };
    expect(said({ when: 'hold-time', of: 'stores.cold', share: 1.2 })).toBe(1);
    expect(said({ when: 'state', of: 'tank', is: ['minor-stop'], for: '1 min' })).toBe(1);
    expect(said({ when: 'above', of: 'tank', signal: 'nonsense', limit: 1 })).toBe(1);
  });
});
