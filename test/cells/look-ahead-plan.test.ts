import { LookAheadPlan } from '../../src/cells/look-ahead-plan.js';

const MINUTE_US = 60e6;
const at = (minutes: number, lots = 0, catchingUp = false) => ({ cellUs: minutes * MINUTE_US, wallUs: minutes * MINUTE_US, lots, catchingUp });

it('looks ahead at once, then every ten minutes', () => {
  const plan = new LookAheadPlan();
  expect([0, 1, 9.9, 10, 19, 20].map((minutes) => plan.due(at(minutes)))).toEqual([true, false, false, true, false, true]);
});

it('looks ahead a minute after the last time where a lot has gone on since', () => {
  const plan = new LookAheadPlan();
  expect([at(0), at(0.5, 1), at(1, 1), at(2, 1)].map((moment) => plan.due(moment))).toEqual([true, false, true, false]);
});

it('does not look ahead while the cell catches up', () => {
  const plan = new LookAheadPlan();
  expect([at(0, 0, true), at(30, 5, true), at(31, 5)].map((moment) => plan.due(moment))).toEqual([false, false, true]);
});

it('is held back by the wall where the time of the cell goes fast', () => {
  const plan = new LookAheadPlan();
  const fast = (seconds: number) => ({ cellUs: seconds * 3600e6, wallUs: seconds * 1e6, lots: seconds, catchingUp: false });
  expect([0, 1, 10, 19, 20].map((seconds) => plan.due(fast(seconds)))).toEqual([true, false, false, false, true]);
});
