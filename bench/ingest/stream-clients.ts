import WebSocket from 'ws';
import { SUBPROTOCOL } from '../../src/contract/stream.js';
import { benchLines } from './plant-signals.js';

/**
 * Clients of the live stream, each on one line: `stream-clients.js URL CLIENTS SIGNALS`. One in ten reads what it gets, and measures
 * of every leaf that says when a value was measured how long ago that was. Told anything it answers `{ latenciesMs, deltas }`, and begins anew.
 */
const READERS = 10;
const [url, clients, signals] = process.argv.slice(2) as [string, string, string];
const lines = benchLines(Number(signals));
let latenciesMs: number[] = [];
let deltas = 0;

function open(n: number): Promise<void> {
  const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/ws`, SUBPROTOCOL);
  const line = lines[n % lines.length]!;
  return new Promise((resolve, reject) => {
    socket.once('error', reject);
    socket.on('message', (bytes: Buffer) => {
      const nowUs = (performance.timeOrigin + performance.now()) * 1000;
      if (bytes.subarray(0, 16).includes('"delta"')) {
        deltas += 1;
        if (n % READERS === 0) measure(bytes, nowUs);
      } else if (bytes.subarray(0, 18).includes('"welcome"')) socket.send(JSON.stringify({ type: 'sub', line }));
      else if (bytes.subarray(0, 19).includes('"snapshot"')) resolve();
    });
  });
}

function measure(bytes: Buffer, nowUs: number): void {
  const { set } = JSON.parse(bytes.toString()) as { set: Record<string, unknown> };
  for (const [pointer, value] of Object.entries(set))
    if (pointer.endsWith('/measuredAtUs') && typeof value === 'number') latenciesMs.push((nowUs - value) / 1000);
}

await Promise.all(Array.from({ length: Number(clients) }, (_, n) => open(n)));
process.on('message', () => {
  process.send!({ latenciesMs, deltas });
  latenciesMs = [];
  deltas = 0;
});
process.on('disconnect', () => process.exit(0));
process.send!({ ready: true });
