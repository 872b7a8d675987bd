import { setTimeout as sleep } from 'node:timers/promises';
import { ServerFailure, type TwinHttp } from '../../client/http.js';
import type { PostedAnswer, PostedReading } from '../contract/posted-readings.js';
import type { FileReading } from '../exchange/mapped-readings.js';
import { CliFault, EXIT } from './io.js';

const MOST_READINGS = 2000; // of a request
const MOST_CHARACTERS = 400_000;
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 10_000;

export interface SendOptions {
  http: TwinHttp;
  /** Line or cell of readings that name none. */
  line: string | null;
  /** Goes before what the readings name. */
  forced: boolean;
  /** How long to try again where the service does not answer [ms]. */
  retryForMs: number;
  /** Has readings judged, and stored unless it is a dry run. */
  dryRun?: boolean;
  onTaken?: (reading: FileReading) => void;
  onRefused: (reading: FileReading, detail: string) => void;
  say: (sentence: string | null) => void;
}

/** Posts readings in their order, one request at a time; each is answered when it is durable. */
export class Sender {
  stored = 0;
  duplicate = 0;
  private line: string | null = null;
  private batch: FileReading[] = [];
  private characters = 0;

  constructor(private readonly options: SendOptions) {}

  /** Takes a reading. Where it returns a promise, that is to be awaited before the next. */
  add(reading: FileReading): Promise<void> | null {
    const line = this.options.forced ? this.options.line : (reading.line ?? this.options.line);
    if (line === null) throw new CliFault(EXIT.usage, 'the file does not tell its line or cell: say --line, or line in the mapping');
    const flushed = line !== this.line && this.batch.length > 0 ? this.flush() : null;
    if (flushed) return flushed.then(() => this.add(reading) ?? undefined);
    this.line = line;
    this.batch.push(reading);
    this.characters += 120 + (typeof reading.value === 'string' ? reading.value.length : 0);
    return this.batch.length >= MOST_READINGS || this.characters >= MOST_CHARACTERS ? this.flush() : null;
  }

  async flush(): Promise<void> {
    const { batch, line } = this;
    if (batch.length === 0) return;
    const answer = await this.post(
      line!,
      batch.map((reading) => this.posted(reading)),
    );
    this.batch = [];
    this.characters = 0;
    this.stored += answer.stored;
    this.duplicate += answer.duplicate;
    const refused = new Set(answer.refused.map(({ index }) => index));
    batch.forEach((reading, index) => refused.has(index) || this.options.onTaken?.(reading));
    for (const { index, detail } of answer.refused) this.options.onRefused(batch[index]!, detail);
  }

  private posted({ unit, signal, value, measuredAtUs, quality }: FileReading): PostedReading {
    // The service, which knows the plant, judges what the file says.
    return { unit, signal: signal as PostedReading['signal'], value, measuredAtUs, quality };
  }

  /** Posts until it is answered: the same readings once more are harmless. */
  private async post(line: string, readings: PostedReading[]): Promise<PostedAnswer> {
    const beganMs = Date.now();
    for (let waitMs = FIRST_WAIT_MS; ; waitMs = Math.min(2 * waitMs, LONGEST_WAIT_MS)) {
      try {
        return await this.options.http.postReadings(line, readings, this.options.dryRun);
      } catch (error) {
        if (!(error instanceof ServerFailure)) throw error;
        const busy = error.code === 'too-many-requests';
        if (!busy && error.code !== 'unreachable') throw error;
        if (!busy && Date.now() - beganMs >= this.options.retryForMs) throw this.unreachable(error);
        this.options.say(error.message);
        await sleep(busy ? (error.retryAfterS ?? 2) * 1000 : waitMs);
        this.options.say(null);
      }
    }
  }

  private unreachable({ message }: ServerFailure): CliFault {
    const { stored, duplicate } = this;
    const { line } = this.batch[0]!.place();
    return new CliFault(
      EXIT.unreachable,
      `${message}. ${stored + duplicate} readings are stored, those from line ${line} on are not known to be; to ingest the file again is harmless`,
    );
  }
}
