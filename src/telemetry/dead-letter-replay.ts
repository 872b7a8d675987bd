import {
  REPLAY_SHOWN,
  type DeadLetterChoice,
  type ReplayAnswer,
  type ReplayedLetter,
  type ReplayOutcome,
  type ReplayRequest,
} from '../contract/dead-letter-replay.js';
import type { DeadLetter, DeadLetterReason } from '../contract/telemetry.js';
import { ProblemError } from '../platform/problem.js';
import type { DeadLetters, Heading } from './dead-letters.js';
import type { Fate, Ingest } from './ingest.js';
import type { Journal } from './journal.js';
import type { Entry } from './journal-frame.js';
import type { SparkplugHost } from './sparkplug-host.js';
import { SparkplugOrder } from './sparkplug-order.js';
import { matchesFilter } from './topic-filter.js';
import type { TopicTable } from './topics.js';

/** The mapping of today and a host of Sparkplug B that has heard of nobody: what was then must not disturb what is known now. */
export interface FreshReading {
  table: TopicTable;
  host: SparkplugHost;
}

interface Reading extends FreshReading {
  order: SparkplugOrder;
  /** Keys of what a dry run would have stored. */
  foreseen: Set<string>;
  dryRun: boolean;
}

export interface ReplayParts {
  deadLetters: DeadLetters;
  journal: Journal;
  ingest: Ingest;
  fresh: () => FreshReading;
}

/** Letters that are read, and committed, before others have their turn. */
const TOGETHER = 100;
const RETRY_AFTER_S = 5;

/** Reads dead letters again, each as it came then: with its bytes, its time of arrival, in the order of arrival. One replay at a time. */
export class DeadLetterReplay {
  private running: Promise<unknown> = Promise.resolve();

  constructor(private readonly parts: ReplayParts) {}

  /** Rejects with a problem where letters cannot be marked at present, or the journal takes nothing. */
  replay(request: ReplayRequest): Promise<ReplayAnswer> {
    const result = this.running.then(() => this.carryOut(request));
    this.running = result.catch(() => undefined);
    return result;
  }

  private async carryOut({ ids, limit, dryRun, ...choice }: ReplayRequest): Promise<ReplayAnswer> {
    const { deadLetters, journal, fresh } = this.parts;
    // What the last replay marked stands in the journal before it stands in the letters.
    if (deadLetters.offset < journal.end && !(await this.caughtUp())) throw notReady('dead letters cannot be marked at present: see the log');
    const chosen = chooser(choice, (topic) => this.parts.ingest.lineOf(topic));
    const wanted = new Set(ids);
    // Who was refused is not let in by the way: only where it is asked for.
    const withUnbound = ids !== undefined || choice.reason === 'not-bound';
    const meant = deadLetters.headings(
      (letter) =>
        (withUnbound || letter.reason !== 'not-bound') && letter.replayedAtUs === undefined && (ids === undefined || wanted.has(letter.id)) && chosen(letter),
    );
    const answer: ReplayAnswer = { dryRun, letters: { stored: 0, duplicate: 0, empty: 0, refused: 0 }, readings: 0, more: meant.length > limit, items: [] };
    const read: Reading = { ...fresh(), order: new SparkplugOrder(), foreseen: new Set(), dryRun };
    const headings = meant.slice(0, limit);
    for (let from = 0; from < headings.length; from += TOGETHER) {
      const letters: DeadLetter[] = [];
      for (const { id } of headings.slice(from, from + TOGETHER)) {
        const letter = await deadLetters.letter(id);
        if (letter) letters.push(letter); // else so many came meanwhile that it had to go
      }
      for (const replayed of await Promise.all(letters.map((letter) => this.replayOne(letter, read)))) {
        answer.letters[replayed.outcome] += 1;
        if (replayed.outcome === 'stored') answer.readings += replayed.readings;
        if (answer.items.length < REPLAY_SHOWN) answer.items.push(replayed);
      }
    }
    return answer;
  }

  /** What is read is read, and handed over, before the first wait: letters are read in their order, and committed together. */
  private async replayOne(letter: DeadLetter, read: Reading): Promise<ReplayedLetter> {
    const { id, topic, receivedAtUs } = letter;
    const refused = (reason: DeadLetterReason, detail: string): ReplayedLetter => ({
      id,
      topic,
      outcome: 'refused',
      readings: 0,
      refusedReadings: 1,
      reason,
      detail,
    });
    if (letter.reason === 'too-large') return refused('too-large', 'only its begin was kept');
    const payload = Buffer.from(letter.payloadBase64, 'base64');
    if (!read.order.follows(topic, payload))
      return refused('not-born', 'messages of Sparkplug B are read again only from the birth of their node on, without a gap');
    const entry = this.parts.ingest.entryOf({ topic, payload }, receivedAtUs, read.table, read.host);
    const { observations, deadLetters } = entry;
    const { reason = null, detail = null } = deadLetters[0] ?? {};
    const as = (outcome: ReplayOutcome): ReplayedLetter => ({
      id,
      topic,
      outcome,
      readings: observations.length,
      refusedReadings: deadLetters.length,
      reason,
      detail,
    });
    if (observations.length === 0 && deadLetters.length > 0) return as('refused');
    const outcome = (fate: Fate) => as(observations.length === 0 ? 'empty' : fate === 'duplicate' ? 'duplicate' : 'stored');
    if (!read.dryRun) return outcome(await this.store(id, entry));
    const twice = read.foreseen.has(entry.key);
    read.foreseen.add(entry.key);
    return outcome(twice ? 'duplicate' : this.parts.ingest.fateOf(entry));
  }

  private store(id: string, entry: Entry): Promise<Fate> {
    return new Promise((resolve, reject) => {
      if (!this.parts.ingest.replay(id, entry, resolve))
        reject(notReady('more waits for the journal than memory should hold: what was replayed until now is marked'));
    });
  }

  private async caughtUp(): Promise<boolean> {
    const { deadLetters, journal } = this.parts;
    const wanted = journal.end;
    for (let turn = 0; turn < 2000 && deadLetters.offset < wanted; turn++) await new Promise((resolve) => setTimeout(resolve, 5));
    return deadLetters.offset >= wanted;
  }
}

/** Whether a letter is one of those that are meant. */
export function chooser({ line, topic: filter, reason }: DeadLetterChoice, lineOf: (topic: string) => string | null): (letter: Heading) => boolean {
  return (letter) =>
    (reason === undefined || letter.reason === reason) &&
    (filter === undefined || matchesFilter(filter, letter.topic)) &&
    (line === undefined || lineOf(letter.topic) === line);
}

const notReady = (detail: string) => new ProblemError('not-ready', detail, [], RETRY_AFTER_S);
