import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Observation } from '../../src/contract/telemetry.js';
import { Latest } from '../../src/telemetry/latest.js';
import { reading } from '../model/mirror-lines.js';

const committed = (end: number, observations: Observation[]) => ({ end, entries: [{ observations }] }) as unknown as Parameters<Latest['take']>[0];

it('what is told of the past alone is no newest value, and is known as heard over a restart, until it is heard of now', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'latest-'));
  const file = path.join(folder, 'latest.json');
  const past: Observation = { ...reading('past-line', 0, 'filler', 'speed', 10), historical: true };
  const signal = { unit: 'filler', signal: 'speed' };
  const latest = new Latest(file);
  latest.take(committed(1, [past, past, reading('past-line', 0, 'packer', 'speed', 1)]));
  expect(latest.of('past-line')).toMatchObject([{ unit: 'packer' }]);
  expect(latest.heard('past-line')).toEqual([{ unit: 'packer', signal: 'speed' }, signal]);
  await latest.save();
  const again = new Latest(file);
  await again.load();
  expect([again.heard('past-line').at(-1), again.of('past-line').length]).toEqual([signal, 1]);
  again.take(committed(2, [reading('past-line', 60, 'filler', 'speed', 11)]));
  expect([again.heard('past-line').length, again.of('past-line').length]).toEqual([2, 2]);
  await rm(folder, { recursive: true });
});
