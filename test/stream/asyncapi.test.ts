import { Ajv2020 } from 'ajv/dist/2020.js';
import { asyncApi } from '../../src/stream/asyncapi.js';

const { channels, operations } = asyncApi();

it('describes every message of both directions', () => {
  expect(Object.keys(channels.stream.messages)).toEqual([
    'client.auth',
    'client.sub',
    'client.unsub',
    'client.ping',
    'server.welcome',
    'server.snapshot',
    'server.delta',
    'server.events',
    'server.alarms',
    'server.check',
    'server.error',
    'server.pong',
  ]);
  expect([...operations.ask.messages, ...operations.tell.messages]).toHaveLength(12);
});

it('its schemas take what the gateway sends and refuse what it does not', () => {
  const check = new Ajv2020({ strict: false, validateFormats: false }).compile(channels.stream.messages['server.delta']!.payload);
  const delta = { type: 'delta', line: 'osd-1', from: 1, to: 3, asOfUs: 5, set: { '/units/press/state': 'Execute', '/order': ['press'] }, gone: ['/batch/id'] };
  expect(check(delta)).toBe(true);
  expect(check({ ...delta, from: '1' })).toBe(false);
});
