import { aWeekOn, endOfShift } from '../../src/cells/horizon.js';
import { smallCell as cell } from '../model/cell-mirror/small.js';

const us = (text: string) => Date.parse(text) * 1000;

it('looks to the end of the present shift, in the time zone of the site', () => {
  expect(endOfShift(cell, us('2026-01-05T07:00:00Z'))).toBe(us('2026-01-05T13:00:00Z'));
  expect(endOfShift(cell, us('2026-01-05T13:00:00Z'))).toBe(us('2026-01-05T21:00:00Z'));
});

it('looks eight hours on where no shift is at work, and where it is about to end', () => {
  expect(endOfShift(cell, us('2026-01-04T07:00:00Z'))).toBe(us('2026-01-04T15:00:00Z'));
  expect(endOfShift(cell, us('2026-01-05T20:55:00Z'))).toBe(us('2026-01-06T04:55:00Z'));
});

it('looks a week on', () => {
  expect(aWeekOn(us('2026-01-05T07:00:00Z'))).toBe(us('2026-01-12T07:00:00Z'));
});
