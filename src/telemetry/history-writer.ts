import { setTimeout as sleep } from 'node:timers/promises';
import type { Observation } from '../contract/telemetry.js';
import type { Micros } from '../contract/units.js';
import type { Clock } from '../platform/clock.js';
import type { History } from './history.js';
import type { Committed, Journal, JournalLog } from './journal.js';

export interface HistoryWriterOptions {
  journal: Journal;
  history: History;
  clock: Clock;
  log: JournalLog;
  /** Hears how long each write took [s], and whether it succeeded. */
  onWrite: (seconds: number, ok: boolean) => void;
  /** Waits before it tries again; shorter in tests. */
  retryMs?: { first: number; longest: number };
}

const BATCH_READINGS = 5_000;
const GATHER_MS = 250;
const RETRY_MS = { first: 250, longest: 30_000 };

/**
 * Brings what the journal holds into the history: about 5,000 readings a write, or those of 250 ms, one write at a
 * time, each tried until it succeeds. It begins at the offset that the history itself says it has stored.
 */
export class HistoryWriter {
  private readonly stopped = new AbortController();
  private running: Promise<void> = Promise.resolve();
  private storedTo = 0;
  /** No reading that waits is older than this. */
  private waitingSinceUs: Micros = 0;
  private fault: string | null = null;

  constructor(private readonly options: HistoryWriterOptions) {}

  start(): void {
    this.waitingSinceUs = this.options.clock.nowUs();
    this.running = this.run();
  }

  /** Journal offset up to which the history is complete. */
  get offset(): number {
    return this.storedTo;
  }

  /** Why nothing is stored at present; null while all is well. */
  get problem(): string | null {
    return this.fault;
  }

  /** Age of the oldest reading that is in the journal and not in the history [s]: zero only where there is none. */
  get lagS(): number {
    const { journal, clock } = this.options;
    if (Math.max(this.storedTo, journal.start) >= journal.end) return 0;
    return Math.max(1, clock.nowUs() - this.waitingSinceUs) / 1e6;
  }

  /** Ends after the write that is under way. */
  async stop(): Promise<void> {
    this.stopped.abort();
    await this.running;
  }

  private async run(): Promise<void> {
    const { history } = this.options;
    const { signal } = this.stopped;
    const stored = await this.insist(() => history.storedOffset());
    this.advance(stored ?? 0);
    while (!signal.aborted) {
      const frames = await this.gather();
      const last = frames.at(-1);
      if (!last) return;
      const observations = frames.flatMap(observationsOf);
      if (observations.length > 0 && (await this.insist(() => this.timed(() => history.write(observations, last.end)))) === null) return;
      this.waitingSinceUs = observations.at(-1)?.receivedAtUs ?? this.waitingSinceUs;
      this.advance(last.end);
    }
  }

  /** The next frames: up to a full batch, or what comes within the time to gather. None once stopped. */
  private async gather(): Promise<Committed[]> {
    const { journal, clock } = this.options;
    const frames = await journal.next(this.storedTo, this.stopped.signal);
    const firstUs = frames.map(firstReceivedUs).find((receivedAtUs) => receivedAtUs !== null);
    const isNewest = frames.at(-1)?.end === journal.end;
    this.waitingSinceUs = firstUs ?? (isNewest ? clock.nowUs() : this.waitingSinceUs); // dead letters alone: no reading waits yet
    const gathering = new AbortController();
    const end = () => gathering.abort();
    const timer = setTimeout(end, GATHER_MS);
    this.stopped.signal.addEventListener('abort', end);
    for (let readings = readingsOf(frames); frames.length > 0 && readings < BATCH_READINGS;) {
      const more = await journal.next(frames.at(-1)!.end, gathering.signal);
      if (more.length === 0) break;
      frames.push(...more);
      readings += readingsOf(more);
    }
    clearTimeout(timer);
    this.stopped.signal.removeEventListener('abort', end);
    return firstBatch(frames);
  }

  private advance(offset: number): void {
    this.storedTo = offset;
    this.options.journal.release('history', offset);
  }

  private async timed(write: () => Promise<void>): Promise<true> {
    const begin = performance.now();
    try {
      await write();
      this.options.onWrite((performance.now() - begin) / 1000, true);
      return true;
    } catch (error) {
      this.options.onWrite((performance.now() - begin) / 1000, false);
      throw error;
    }
  }

  /** Tries until it succeeds; null where it was stopped before. */
  private async insist<T>(attempt: () => Promise<T>): Promise<T | null> {
    const { log, retryMs = RETRY_MS } = this.options;
    for (let wait = retryMs.first; ; wait = Math.min(wait * 2, retryMs.longest)) {
      try {
        const result = await attempt();
        if (this.fault !== null) log.log('the history can be written again');
        this.fault = null;
        return result;
      } catch (error) {
        const fault = `the history cannot be written: ${error instanceof Error ? error.message : String(error)}`;
        if (fault !== this.fault) log.error(`${fault}. The readings stay in the journal; trying again`);
        this.fault = fault;
      }
      await sleep(wait, undefined, { signal: this.stopped.signal }).catch(() => undefined);
      if (this.stopped.signal.aborted) return null;
    }
  }
}

const observationsOf = ({ entries }: Committed): Observation[] => entries.flatMap(({ observations }) => observations as Observation[]);

const readingsOf = (frames: readonly Committed[]): number =>
  frames.reduce((sum, { entries }) => sum + entries.reduce((of, { observations }) => of + observations.length, 0), 0);

/** The frames up to the one that completes a batch. */
function firstBatch(frames: readonly Committed[]): Committed[] {
  let readings = 0;
  const enough = frames.findIndex((frame) => (readings += readingsOf([frame])) >= BATCH_READINGS);
  return frames.slice(0, enough < 0 ? frames.length : enough + 1);
}

function firstReceivedUs(frame: Committed): Micros | null {
  return frame.entries.find(({ observations }) => observations.length > 0)?.observations[0]!.receivedAtUs ?? null;
}
