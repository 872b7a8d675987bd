import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Child, cpuS } from './child.js';
import { InfluxClient } from './influx-client.js';
import { startMosquitto, type Server } from './servers.js';
import type { Broker, Running, Subject, Surroundings } from './subjects.js';

/** The servers of a run. */
export interface Stage {
  mosquitto: string;
  influxd: Server;
}

/** One subject with its messages on a fresh broker and database. */
export interface Turn {
  running: Running;
  around: Surroundings;
  broker: Broker;
  publisher: Child;
}

export interface Published {
  sent: number;
  beginUs: number;
  endUs: number;
}

export interface RoundResult {
  /** Messages a second from the first sent to the last where it should be. */
  perS: number;
  /** The same to the last that was durable. */
  durablePerS: number | null;
  lost: number;
  /** Processor time of a message [us]: of the subject, the broker, InfluxDB, the publisher. */
  cpuUs: { subject: number; broker: number; influxd: number; publisher: number };
}

/** Asking costs what is measured something: seldom while far from the end, often near it. */
const POLL_MS = { least: 10, most: 400 };
const STALLED_MS = 15_000;
const WARM_STALLED_MS = 3_000;
const publisherScript = path.join(path.dirname(fileURLToPath(import.meta.url)), 'publisher.js');

let turns = 0;

/** Starts broker, subject and publisher, hands them over, and removes them. */
export async function withTurn<T>({ mosquitto, influxd }: Stage, subject: Subject, signals: number, use: (turn: Turn) => Promise<T>): Promise<T> {
  const influx = new InfluxClient(influxd.port);
  const database = `bench${++turns}`;
  await influx.create(database);
  const undo: (() => Promise<void>)[] = [() => influx.drop(database)];
  try {
    const place = { influxPort: influxd.port, database, influx, signals };
    const broker = await (subject.broker?.(place) ?? startMosquitto(mosquitto));
    undo.unshift(() => broker.remove());
    const around = { ...place, mqttPort: broker.port, brokerPid: broker.pid };
    const running = await subject.start(around);
    undo.unshift(() => running.stop());
    const { child: publisher } = await Child.start<{ ready?: true }>(publisherScript, [String(broker.port), String(signals)], ({ ready }) => ready === true);
    undo.unshift(() => publisher.stop());
    return await use({ running, around, broker, publisher });
  } finally {
    for (const step of undo) await step();
  }
}

/** Sends a burst as fast as the broker takes it, and measures until all of it is where it should be. */
export function burst(stage: Stage, subject: Subject, signals: number): Promise<RoundResult> {
  return withTurn(stage, subject, signals, async ({ running, around, broker, publisher }) => {
    await publisher.ask({ count: subject.warmUp, ratePerS: null });
    const warm = await reached(() => running.done(), subject.warmUp, WARM_STALLED_MS);
    const askDurable = running.durable ?? broker.durable;
    const warmDurable = (await askDurable?.()) ?? 0;
    const pids = { subject: running.pid, broker: broker.pid, influxd: stage.influxd.pid, publisher: publisher.pid };
    const before = mapped(pids, cpuS);
    const published = publisher.ask<Published>({ count: subject.messages, ratePerS: null });
    const durable = askDurable && reached(askDurable, warmDurable + subject.messages, STALLED_MS);
    const done = await reached(() => running.done(), warm.count + subject.messages, STALLED_MS);
    const durableAt = (await durable)?.atMs ?? null;
    const used = mapped(pids, (pid) => cpuS(pid));
    const { beginUs } = await published;
    const perS = (atMs: number) => subject.messages / (atMs - beginUs / 1000);
    const counted = subject.name.startsWith('bare') ? done.count : await around.influx.count(around.database);
    return {
      perS: done.count > warm.count ? 1000 * perS(done.atMs) : 0,
      durablePerS: durableAt === null ? null : 1000 * perS(durableAt),
      lost: subject.warmUp + subject.messages - counted,
      cpuUs: mapped(pids, (_, key) => ((used[key] - before[key]) / subject.messages) * 1e6),
    };
  });
}

/** Asks until so many are reached, or nothing moves any more. */
async function reached(ask: () => Promise<number>, count: number, stalledMs: number): Promise<{ count: number; atMs: number }> {
  const begin = { count: await ask(), atMs: performance.timeOrigin + performance.now() };
  let last = begin;
  for (;;) {
    const now = { count: await ask(), atMs: performance.timeOrigin + performance.now() };
    if (now.count >= count) return now;
    if (now.count > last.count) last = now;
    else if (now.atMs - last.atMs > stalledMs) return last;
    const perMs = (now.count - begin.count) / (now.atMs - begin.atMs);
    const untilEndMs = perMs > 0 ? (count - now.count) / perMs / 2 : 50;
    await new Promise((resolve) => setTimeout(resolve, Math.min(POLL_MS.most, Math.max(POLL_MS.least, untilEndMs))));
  }
}

type Keys = 'subject' | 'broker' | 'influxd' | 'publisher';

function mapped(values: Record<Keys, number>, of: (value: number, key: Keys) => number): Record<Keys, number> {
  return { subject: of(values.subject, 'subject'), broker: of(values.broker, 'broker'), influxd: of(values.influxd, 'influxd'), publisher: of(values.publisher, 'publisher') }; // prettier-ignore
}
