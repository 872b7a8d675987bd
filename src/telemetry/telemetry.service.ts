import { setImmediate, setTimeout as sleep } from 'node:timers/promises';
import type { BeforeApplicationShutdown, OnApplicationBootstrap, OnApplicationShutdown, OnModuleDestroy } from '@nestjs/common';
import { Observable, type Subscription } from 'rxjs';
import { intakeSentence } from '../contract/intake-sentence.js';
import type { LineId } from '../contract/equipment.js';
import type { DeadLetterChoice, ReplayAnswer, ReplayRequest } from '../contract/dead-letter-replay.js';
import type { DeadLetter, DeadLetterPage, IngestCounters, LatestValue, Observation, SparkplugStatus, TelemetryStatus } from '../contract/telemetry.js';
import type { Broker } from './broker.js';
import { committedBatch, type CommittedBatch } from './committed.js';
import { chooser, type DeadLetterReplay } from './dead-letter-replay.js';
import type { DeadLetters } from './dead-letters.js';
import type { HistoryWriter } from './history-writer.js';
import type { Ingest } from './ingest.js';
import type { Committed, Journal, JournalLog } from './journal.js';
import type { Latest } from './latest.js';
import type { GuardCounts } from './security/guard-counts.js';
import type { SparkplugHost } from './sparkplug-host.js';
import type { SparkplugReordering } from './sparkplug-reordering.js';

export interface TelemetryParts {
  journal: Journal;
  journalLimitBytes: number;
  ingest: Ingest;
  sparkplug: { host: SparkplugHost; reordering: SparkplugReordering };
  latest: Latest;
  deadLetters: DeadLetters;
  replay: DeadLetterReplay;
  writer: HistoryWriter;
  broker: Broker;
  guard: GuardCounts;
  log: JournalLog;
}

export interface DeadLetterQuery extends DeadLetterChoice {
  limit: number;
  cursor?: string | undefined;
  /** Those that were replayed instead of those that wait. */
  replayed?: boolean | undefined;
}

const SAVE_LATEST_MS = 30_000;
const RETRY_MS = 5_000;
const FLUSH_MS = 3_000; // at the end; what a full or dead disk does not take is sent again by its publisher

/** The readings of all lines: what was received, durably and each once, from the journal's begin to the present. */
export class Telemetry implements OnApplicationBootstrap, OnModuleDestroy, BeforeApplicationShutdown, OnApplicationShutdown {
  private readonly stopped = new AbortController();
  private buryingDead: Promise<void> = Promise.resolve();
  private lastBatch: CommittedBatch | null = null;
  private saveTimer: NodeJS.Timeout | undefined;

  constructor(private readonly parts: TelemetryParts) {}

  /** Committed batches after `fromOffset`: those in the journal, then each as it is committed, without gap or repeat. Historical readings are left out. */
  observations(fromOffset: number): Observable<CommittedBatch> {
    const { journal } = this.parts;
    return new Observable((subscriber) => {
      let live: Subscription | undefined;
      let offset = fromOffset;
      const give = (frame: Committed) => {
        if (frame.end <= offset) return;
        offset = frame.end;
        subscriber.next(this.batchOf(frame));
      };
      const replay = async () => {
        while (offset < journal.end && !subscriber.closed) {
          const frames = await journal.read(offset);
          if (frames.length === 0) break;
          for (const frame of frames) if (!subscriber.closed) give(frame);
          await setImmediate();
        }
        // Nothing can be committed between the comparison above and this line: there is no await.
        if (!subscriber.closed) live = journal.commits$.subscribe({ next: give, complete: () => subscriber.complete() });
      };
      replay().catch((error: unknown) => subscriber.error(error));
      return () => live?.unsubscribe();
    });
  }

  /** This consumer of the journal will never ask below `offset` again. */
  release(consumer: string, offset: number): void {
    this.parts.journal.release(consumer, offset);
  }

  /**
   * Stores readings that were decoded elsewhere. Resolves when they, or the same ones that came before, are durable; to null where
   * more waits for the journal than memory should hold, and nothing was taken.
   */
  take(line: LineId, observations: readonly Observation[]): Promise<'stored' | 'duplicate' | null> {
    return new Promise((resolve) => {
      const taken = this.parts.ingest.receiveReadings(line, observations, (fate) => resolve(fate === 'duplicate' ? fate : 'stored'));
      if (!taken) resolve(null);
    });
  }

  latest(line: LineId): LatestValue[] {
    return this.parts.latest.of(line);
  }

  /** Every signal of a line of which the history may hold readings. */
  heard(line: LineId): Pick<LatestValue, 'unit' | 'signal'>[] {
    return this.parts.latest.heard(line);
  }

  counters(): IngestCounters {
    return this.parts.ingest.counters();
  }

  /** What the embedded broker did to protect itself since the process began. */
  guard(): GuardCounts {
    return this.parts.guard;
  }

  /** The edge nodes of Sparkplug B, as they are known to be. */
  sparkplug(): SparkplugStatus {
    const { host, reordering } = this.parts.sparkplug;
    return { ...host.status(), waiting: reordering.waiting };
  }

  /** Those that are meant and wait, or those that were replayed. */
  deadLetters({ limit, cursor, replayed = false, ...choice }: DeadLetterQuery): Promise<DeadLetterPage> {
    const chosen = chooser(choice, (topic) => this.parts.ingest.lineOf(topic));
    return this.parts.deadLetters.page({ limit, cursor, wanted: (letter) => (letter.replayedAtUs !== undefined) === replayed && chosen(letter) });
  }

  /** Null where none of this id is kept. */
  deadLetter(id: string): Promise<DeadLetter | null> {
    return this.parts.deadLetters.letter(id);
  }

  /** Reads dead letters again by the mapping of today. Rejects with a problem where nothing can be marked at present. */
  replayDeadLetters(request: ReplayRequest): Promise<ReplayAnswer> {
    return this.parts.replay.replay(request);
  }

  status(): TelemetryStatus {
    const { broker, journal, journalLimitBytes, writer, deadLetters } = this.parts;
    const { mode, address, connected, detail } = broker.status();
    return {
      counters: this.counters(),
      broker: { ok: connected, detail, mode, address },
      journal: {
        ok: journal.problem === null,
        detail: journal.problem ?? journal.warning ?? intakeSentence('acknowledging', {}),
        nearLimit: journal.warning !== null,
        bytes: journal.bytes,
        limitBytes: journalLimitBytes,
      },
      history: { ok: writer.problem === null, detail: writer.problem ?? intakeSentence('storing', {}), lagS: writer.lagS },
      deadLetters: deadLetters.count,
      sparkplug: this.sparkplug(),
    };
  }

  async onApplicationBootstrap(): Promise<void> {
    const { journal, latest, writer, broker, log } = this.parts;
    journal.commits$.subscribe((frame) => latest.take(frame));
    this.buryingDead = this.buryDead();
    writer.start();
    this.saveTimer = setInterval(() => {
      this.saveLatest().catch((error: Error) => log.warn(`the latest values cannot be saved: ${error.message}`));
    }, SAVE_LATEST_MS).unref();
    await broker.start();
  }

  /** Takes nothing more in, and acknowledges what is durable. */
  async onModuleDestroy(): Promise<void> {
    await this.parts.broker.stop(async () => {
      this.parts.sparkplug.reordering.releaseAll();
      const late = new AbortController();
      await Promise.race([this.parts.journal.flush(), sleep(FLUSH_MS, undefined, { signal: late.signal }).catch(() => undefined)]);
      late.abort();
    });
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.saveTimer);
    this.stopped.abort();
    await Promise.all([this.parts.writer.stop(), this.buryingDead]);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.parts.journal.close();
    await this.parts.latest.save();
    await this.parts.deadLetters.close();
  }

  /** The batch of a frame, made once for all who hear of it one after the other. */
  private batchOf(frame: Committed): CommittedBatch {
    if (this.lastBatch?.nextOffset !== frame.end) {
      const observations: Observation[] = [];
      for (const entry of frame.entries) for (const observation of entry.observations) if (!observation.historical) observations.push(observation);
      this.lastBatch = committedBatch(frame.end, observations);
    }
    return this.lastBatch;
  }

  private async saveLatest(): Promise<void> {
    this.parts.journal.release('latest', await this.parts.latest.save());
  }

  /** Moves dead letters from the journal to their own place, for as long as the service runs. */
  private async buryDead(): Promise<void> {
    const { journal, deadLetters, log } = this.parts;
    for (let offset = deadLetters.offset; ;) {
      const frames = await journal.next(offset, this.stopped.signal);
      const last = frames.at(-1);
      if (!last) return;
      try {
        await deadLetters.take(frames);
        offset = last.end;
        journal.release('dead-letters', offset);
      } catch (error) {
        log.error(`dead letters cannot be kept: ${(error as Error).message}. They stay in the journal; trying again`);
        await sleep(RETRY_MS, undefined, { signal: this.stopped.signal }).catch(() => undefined);
      }
    }
  }
}
