import path from 'node:path';
import type { FileHandle } from 'node:fs/promises';
import { Logger } from '@nestjs/common';
import type { Config } from '../config.js';
import type { CellDefinition } from '../contract/cell.js';
import type { LineDefinition } from '../contract/line.js';
import type { Clock } from '../platform/clock.js';
import type { Broker, Receive } from './broker.js';
import { BrokerPair } from './broker-pair.js';
import { DeadLetterReplay } from './dead-letter-replay.js';
import { DeadLetters } from './dead-letters.js';
import { DedupeWindow } from './dedupe.js';
import { EmbeddedBroker } from './embedded-broker.js';
import type { History } from './history.js';
import { HistoryWriter } from './history-writer.js';
import { Ingest, type Fate } from './ingest.js';
import { Journal } from './journal.js';
import type { Entry } from './journal-frame.js';
import { Latest } from './latest.js';
import { MqttSource, mqttSourceOptions } from './mqtt-client.js';
import { replayMark } from './replay-mark.js';
import { SparkplugHost } from './sparkplug-host.js';
import { Telemetry } from './telemetry.service.js';
import { TopicTable } from './topics.js';

export interface TelemetrySettings {
  config: Pick<Config, 'dataDir' | 'mqtt' | 'journalLimitBytes'>;
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
const REMEMBERED_MESSAGES = 200_000;

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
  const table = new TopicTable(lines, cells);
  const window = new DedupeWindow(REMEMBERED_MESSAGES);
  const latest = new Latest(path.join(config.dataDir, 'latest.json'));
  await latest.load();
  const deadLetters = await DeadLetters.open(path.join(config.dataDir, 'dead-letters'));
  const journal = await Journal.open(
    {
      folder: path.join(config.dataDir, 'journal'),
      consumers: CONSUMERS,
      limitBytes: config.journalLimitBytes,
      firstOffset: clock.nowUs(), // offsets of a journal that was lost are not reached again
      atLeast: Math.max(latest.offset, deadLetters.offset, await history.storedOffset().catch(() => 0)),
      log,
      ...(sync && { sync }),
    },
    ({ entries }) => entries.forEach(({ key }) => window.add(replayMark(key)?.key ?? key)),
  );
  await catchUp(latest, journal);
  const host: SparkplugHost = new SparkplugHost(cells, (topic, payload) => broker.publish(topic, payload));
  const ingest = new Ingest(table, host, journal, window, clock, onFate);
  if (onTaken) ingest.onTaken = onTaken;
  const receive: Receive = (message, done) => ingest.receive(message, done);
  const broker = brokerOf(config.mqtt, table, receive, () => host.connected(clock.nowUs()));
  return new Telemetry({
    journal,
    journalLimitBytes: config.journalLimitBytes,
    ingest,
    sparkplug: host,
    latest,
    deadLetters,
    replay: new DeadLetterReplay({
      deadLetters,
      journal,
      ingest,
      fresh: () => ({ table: new TopicTable(lines, cells), host: new SparkplugHost(cells, () => undefined) }),
    }),
    writer: new HistoryWriter({ journal, history, clock, log, onWrite: onHistoryWrite }),
    broker,
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

function brokerOf(mqtt: Config['mqtt'], table: TopicTable, receive: Receive, onReady: () => void): Broker {
  if (mqtt.url === null) return new EmbeddedBroker(mqtt.embeddedPort, receive, (topic) => table.concerns(topic));
  const settings = { ...mqtt, url: mqtt.url };
  const lines = table.filters();
  const nodes = table.sparkplugFilters();
  const ofNodes = { ...mqttSourceOptions({ ...settings, clientId: `${mqtt.clientId}-sparkplug` }, nodes), clean: true, onReady };
  if (nodes.length === 0) return new MqttSource(mqttSourceOptions(settings, lines), receive);
  if (lines.length === 0) return new MqttSource(ofNodes, receive);
  return new BrokerPair(new MqttSource(mqttSourceOptions(settings, lines), receive), new MqttSource(ofNodes, receive));
}
