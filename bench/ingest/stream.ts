import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { rounded, type Figure } from '../figure.js';
import { Child } from './child.js';
import { quantile, RATE_PER_S } from './pace.js';
import { withTurn, type Published, type Stage } from './round.js';
import { OURS } from './subjects.js';

const CLIENTS = 200;
const SECONDS = 15;
const LIMIT_MS = 100;
const script = path.join(path.dirname(fileURLToPath(import.meta.url)), 'stream-clients.js');

interface Heard {
  latenciesMs: number[];
  deltas: number;
}

/** From the moment of publishing until a client of the stream has the change. */
export async function* streamFigures(stage: Stage, signals: number): AsyncGenerator<Figure> {
  const { latenciesMs, deltas } = await withTurn(stage, OURS, signals, async ({ running, publisher }) => {
    await publisher.ask<Published>({ count: 2 * RATE_PER_S, ratePerS: RATE_PER_S });
    const { child } = await Child.start<{ ready?: true }>(script, [running.url!, String(CLIENTS), String(signals)], ({ ready }) => ready === true);
    const published = publisher.ask<Published>({ count: RATE_PER_S * SECONDS, ratePerS: RATE_PER_S });
    await new Promise((resolve) => setTimeout(resolve, 1000));
    await child.ask<Heard>({}); // what came before all were there
    await published;
    const heard = await child.ask<Heard>({});
    await child.stop();
    return heard;
  });
  const sorted = latenciesMs.sort((a, b) => a - b);
  const note = `${CLIENTS} clients, ${RATE_PER_S} messages/s of ${signals} signals, ${rounded(deltas / (SECONDS - 1))} changes/s sent, ${sorted.length} values looked at`;
  const p99 = rounded(quantile(sorted, 0.99));
  yield { name: 'publish to WebSocket delta, p50', ours: rounded(quantile(sorted, 0.5)), ratio: null, unit: 'ms', note };
  yield { name: 'publish to WebSocket delta, p99', ours: p99, limit: LIMIT_MS, ratio: rounded(LIMIT_MS / p99), unit: 'ms', note };
}
