import { rounded, type Figure } from '../figure.js';
import { rssMb } from './child.js';
import { withTurn, type Published, type Stage } from './round.js';
import { OURS, type Subject } from './subjects.js';

/** What the figures at a steady rate have in common. */
export const RATE_PER_S = 1_000;
const LATENCY_S = 15;
const PROBE_MS = 10;
const SETTLE_MS = 2_000;

export const quantile = (sorted: readonly number[], q: number): number => sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))]!;

/** From the moment of publishing, which the message carries, until InfluxDB answers with the reading: of the process values of one machine. */
export async function* latencyFigures(stage: Stage, subjects: readonly Subject[], signals: number): AsyncGenerator<Figure> {
  for (const subject of subjects) {
    const latencies = await withTurn(stage, subject, signals, async ({ around: { influx, database }, publisher }) => {
      const published = publisher.ask<Published>({ count: RATE_PER_S * LATENCY_S, ratePerS: RATE_PER_S });
      const begin = performance.now();
      const found: number[] = [];
      let afterUs = 0;
      while (performance.now() - begin < LATENCY_S * 1000) {
        const times = await influx.timesAfter(database, 'line-01', 'm01', afterUs);
        const nowUs = (performance.timeOrigin + performance.now()) * 1000;
        if (performance.now() - begin > SETTLE_MS) found.push(...times.map((atUs) => (nowUs - atUs) / 1000));
        afterUs = times.at(-1) ?? afterUs;
        await new Promise((resolve) => setTimeout(resolve, PROBE_MS));
      }
      await published;
      return found.sort((a, b) => a - b);
    });
    if (latencies.length === 0) continue;
    const note = `${subject.name}, ${RATE_PER_S} messages/s of ${signals} signals, ${latencies.length} readings, asked every ${PROBE_MS} ms`;
    for (const q of [0.5, 0.99])
      yield { name: `publish to queryable in InfluxDB, p${q * 100}`, ours: rounded(quantile(latencies, q)), ratio: null, unit: 'ms', note };
  }
}

/** Memory over a steady load: of the last tenth of the time against the second. */
export async function* soakFigures(stage: Stage, signals: number, seconds: number): AsyncGenerator<Figure> {
  const samples = await withTurn(stage, OURS, signals, async ({ running, publisher }) => {
    const published = publisher.ask<Published>({ count: RATE_PER_S * seconds, ratePerS: RATE_PER_S });
    const mb: number[] = [];
    const timer = setInterval(() => mb.push(rssMb(running.pid)), (seconds * 1000) / 200);
    await published;
    clearInterval(timer);
    return mb;
  });
  const tenth = (n: number) => {
    const part = samples.slice(Math.floor((n * samples.length) / 10), Math.floor(((n + 1) * samples.length) / 10));
    return part.reduce((sum, mb) => sum + mb, 0) / part.length;
  };
  const [early, late] = [rounded(tenth(1)), rounded(tenth(9))];
  yield {
    name: `memory under ${RATE_PER_S} messages/s for ${seconds} s`,
    ours: late,
    limit: early,
    ratio: rounded(early / late),
    unit: 'MB',
    note: `of the service in RAM, mean of the last tenth against that of the second; tenths ${Array.from({ length: 10 }, (_, n) => Math.round(tenth(n))).join(', ')}; most ${rounded(Math.max(...samples))}`,
  };
}
