import path from 'node:path';
import type { FileHandle } from 'node:fs/promises';
import { Logger } from '@nestjs/common';
import type { Config } from '../config.js';
import type { CellDefinition } from '../contract/cell.js';
import type { LineDefinition } from '../contract/line.js';
import { sourcesOf } from '../plant/sources.js';
import type { Clock } from '../platform/clock.js';
import type { Broker } from './broker.js';
import { DeadLetterReplay } from './dead-letter-replay.js';
import { DeadLetters } from './dead-letters.js';
import { SeenMessages } from './dedupe.js';
import type { EmbeddedBroker } from './embedded-broker.js';
import { externalBroker } from './external-broker.js';
import type { History } from './history.js';
import { HistoryWriter } from './history-writer.js';
import { Ingest, type Fate } from './ingest.js';
import { Journal } from './journal.js';
import type { Entry } from './journal-frame.js';
import { later } from './later.js';
import { Latest } from './latest.js';
import { replayMark } from './replay-mark.js';
import { embeddedBroker } from './security/embedded.js';
import { noGuardCounts } from './security/guard-counts.js';
import { Budget, USUAL_LIMITS } from './security/limits.js';
import { SparkplugHost } from './sparkplug-host.js';
import { SparkplugReordering } from './sparkplug-reordering.js';
import { sparkplugSources } from './sparkplug-source.js';
import { AnnouncingBroker, HostState } from './sparkplug-state.js';
import { Telemetry } from './telemetry.service.js';
import { TopicTable } from './topics.js';

export interface TelemetrySettings {
  config: Pick<Config, 'dataDir' | 'mqtt' | 'journalLimitBytes'> & Partial<Pick<Config, 'mqttSessions' | 'sparkplug' | 'embeddedBroker' | 'limits'>>;
  lines: readonly LineDefinition[];
  cells?: readonly CellDefinition[];
  history: History;
  clock: Clock;
  /** Hears what became of each message, and the line it was for. */
  onFate: (line: string | null, fate: Fate) => void;
  /** Hears what each message says as it comes. */
  onTaken?: (entry: Entry, fate: Fate) => void;
  /** Hears how long each write of the history took [s], and whether it succeeded. */
  onHistoryWrite: (seconds: number, ok: boolean) => void;
  /** Makes the journal durable; fdatasync where not given. */
  sync?: (handle: FileHandle) => Promise<void>;
}

const CONSUMERS = ['history', 'twin', 'cells', 'dead-letters', 'latest'];
const READERS = ['history', 'dead-letters'];
const REMEMBERED_MESSAGES = 200_000;
const SPARKPLUG: Config['sparkplug'] = { hostId: null, reorderMs: 2_000 };

/** Opens what is on disk and puts the parts together. Nothing is received before the application has started. */
export async function openTelemetry({
  config,
  lines,
  cells = [],
  history,
  clock,
  onFate,
  onTaken,
  onHistoryWrite,
  sync,
}: TelemetrySettings): Promise<Telemetry> {
  const log = new Logger('Telemetry');
  const { limits = USUAL_LIMITS } = config;
  const budget = new Budget(limits.series);
  const table = new TopicTable(lines, cells, limits, budget);
  const seen = new SeenMessages(REMEMBERED_MESSAGES);
  const latest = new Latest(path.join(config.dataDir, 'latest.json'));
  await latest.load();
  const deadLetters = await DeadLetters.open(path.join(config.dataDir, 'dead-letters'));
  const journal = await Journal.open(
    {
      folder: path.join(config.dataDir, 'journal'),
      consumers: CONSUMERS,
      readers: READERS,
      limitBytes: config.journalLimitBytes,
      firstOffset: clock.nowUs(), // offsets of a journal that was lost are not reached again
      atLeast: Math.max(latest.offset, deadLetters.offset, await history.storedOffset().catch(() => 0)),
      log,
      ...(sync && { sync }),
    },
    ({ entries }) => entries.forEach(({ key }) => seen.restore(replayMark(key)?.key ?? key)),
  );
  await catchUp(latest, journal);
  const { hostId, reorderMs } = config.sparkplug ?? SPARKPLUG;
  const host: SparkplugHost = new SparkplugHost(
    sparkplugSources([...lines, ...cells], budget),
    (topic, payload) => broker.publish(topic, payload),
    later,
    ({ line, unit }) => latest.uncertainUs(line, unit),
  );
  const ingest = new Ingest(table, host, journal, seen, clock, onFate);
  if (onTaken) ingest.onTaken = onTaken;
  const reordering = new SparkplugReordering(host, ingest, reorderMs * 1000, clock);
  const state = hostId === null ? null : new HostState(hostId, clock, (topic, payload) => broker.publish(topic, payload, true));
  const guard = noGuardCounts();
  const embedded = () => embeddedBroker(config, [...lines, ...cells].flatMap(sourcesOf), reordering.receive, (topic) => topic !== state?.topic && table.concerns(topic), guard); // prettier-ignore
  const broker: Broker = config.mqtt.url === null ? announcedBy(embedded(), state) : await externalBroker(config, config.mqtt.url, table, reordering, state); // prettier-ignore
  return new Telemetry({
    journal,
    journalLimitBytes: config.journalLimitBytes,
    ingest,
    sparkplug: { host, reordering },
    latest,
    deadLetters,
    replay: new DeadLetterReplay({
      deadLetters,
      journal,
      ingest,
      fresh: () => ({ table: new TopicTable(lines, cells, limits), host: new SparkplugHost(sparkplugSources([...lines, ...cells]), () => undefined) }),
    }),
    writer: new HistoryWriter({ journal, history, clock, log, onWrite: onHistoryWrite }),
    broker,
    guard,
    log,
  });
}

async function catchUp(latest: Latest, journal: Journal): Promise<void> {
  for (;;) {
    const frames = await journal.read(latest.offset);
    if (frames.length === 0) return;
    for (const frame of frames) latest.take(frame);
  }
}

const announcedBy = (embedded: EmbeddedBroker, state: HostState | null): Broker => (state === null ? embedded : new AnnouncingBroker(embedded, state));
