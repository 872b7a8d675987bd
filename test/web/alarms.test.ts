import { AlarmStanding } from '../../src/contract/alarm.js';
import { cellNames } from '../../src/contract/cell-names.js';
import { enAlarms } from '../../web/src/i18n/en-alarms.js';
import { frAlarms } from '../../web/src/i18n/fr-alarms.js';
import { doingsOf } from '../../web/src/panels/alarms/doings.js';
import { PRIORITY_MARKS } from '../../web/src/theme/palette.js';
import { definition } from './cell-view.js';

describe('what a person can do about an alarm', () => {
  const doings = (state: AlarmStanding) => [doingsOf({ state }).first, ...doingsOf({ state }).rest];

  it('is asked of him only where it waits for him', () => {
    const asked = AlarmStanding.options.filter((state) => doingsOf({ state }).first !== null);
    expect(asked).toEqual(['unacknowledged', 'returned']);
  });

  it('is what the server takes in that state', () => {
    expect(doings('unacknowledged')).toEqual(['acknowledge', 'shelve', 'take-out-of-service']);
    expect(doings('active')).toEqual([null, 'shelve', 'take-out-of-service']);
    expect(doings('shelved')).toEqual([null, 'unshelve', 'take-out-of-service']);
    expect(doings('out-of-service')).toEqual([null, 'return-to-service']);
  });
});

it('every state of an alarm has a word in both languages', () => {
  for (const state of AlarmStanding.options) expect([enAlarms.alarms.states[state], frAlarms.alarms.states[state]].every((word) => word.length > 0)).toBe(true);
});

it('priorities are counted from the most pressing on', () => expect(Object.keys(PRIORITY_MARKS)).toEqual(['urgent', 'high', 'medium', 'low']));

it('an alarm of a store or of the cell is told by its name', () => {
  const names = cellNames(definition, 'fr');
  expect([names.source('stores.bulk'), names.source('cell'), names.source('stores.nowhere-else')]).toEqual(['Magasin vrac', 'Site', 'nowhere else']);
});
