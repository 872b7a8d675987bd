import { run } from '../../src/model/run.js';
import { settle } from '../../src/model/flow.js';
import { start } from '../../src/model/state.js';
import { HOUR_US, lineOf, MONDAY_US, station, stop } from './lines.js';

it('checks the number of docs/model.md: two machines, a buffer of 30, a stop of 2 minutes after every 10 of running', () => {
  const line = lineOf([station('first', { buffer: { capacity: 30 } }), station('second', { stops: [stop('stop', '10 min', '2 min')] })]);
  const state = start(line, { seed: 1, replication: 0, atUs: MONDAY_US });
  run(line, state, MONDAY_US + HOUR_US);
  settle(line, state, MONDAY_US + HOUR_US);
  expect([state.processed[0], state.level[0], state.processed[1]]).toEqual([3030, 30, 3000]);
});
