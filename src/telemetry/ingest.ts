import type { IngestCounters, Observation } from '../contract/telemetry.js';
import type { Micros } from '../contract/units.js';
import type { Clock } from '../platform/clock.js';
import { decode } from './decode.js';
import { arrival } from './decoders/observe.js';
import type { Refusal } from './decoders/refusal.js';
import { messageKey, type SeenMessages } from './dedupe.js';
import type { Journal } from './journal.js';
import type { BuriedReading, Entry } from './journal-frame.js';
import { PacketMemory, type PacketId } from './packet-memory.js';
import { markedKey } from './replay-mark.js';
import type { SparkplugHost } from './sparkplug-host.js';
import type { TopicTable } from './topics.js';

export interface Message {
  topic: string;
  payload: Buffer;
  /** Whether the sender says that it may have sent this before. */
  dup: boolean;
  /** Not given where the message came without one (QoS 0). */
  packet?: PacketId | undefined;
  /** Why its sender may not say this; then nobody reads what it says. */
  refused?: Refusal | undefined;
}

export type Fate = 'stored' | 'duplicate' | 'deadLettered';

const MAX_IN_FLIGHT = 50_000; // readings
const KEPT_OF_TOO_LARGE = 4096; // bytes of a payload over the limit that its dead letter holds
const KEPT_OF_TOPIC = 1024; // characters
const STEP_BACK_US = 1_000_000; // from here on the clock was set
const POSTED = 'http:'; // no topic of MQTT that is subscribed to begins so
const NONE: readonly BuriedReading[] = [];

/** What happens to a message between the broker and its acknowledgement: decoded, journaled once, counted. */
export class Ingest {
  /** Hears what each message says as it comes; of a replay nothing. */
  onTaken: (entry: Entry, fate: Fate) => void = () => undefined;
  private readonly counts: IngestCounters;
  private arrivedUs = -Infinity;

  constructor(
    private readonly table: TopicTable,
    private readonly host: SparkplugHost,
    private readonly journal: Journal,
    private readonly seen: SeenMessages,
    private readonly clock: Clock,
    private readonly onFate: (line: string | null, fate: Fate) => void,
  ) {
    const { stored, duplicate, deadLettered } = journal.totals;
    this.counts = { received: stored + duplicate + deadLettered, stored, duplicate, deadLettered, inFlight: 0 };
  }

  /**
   * Takes a message; `done` is called when it may be acknowledged: it, or the message that it repeats, is durable.
   * False where more waits for the journal than memory should hold: the message is not taken and not counted.
   */
  receive(message: Message, done: () => void): boolean {
    if (!this.hasRoom()) return false;
    this.accept(message, done);
    return true;
  }

  /** Whether no more waits for the journal than memory should hold. */
  hasRoom(): boolean {
    return this.counts.inFlight < MAX_IN_FLIGHT;
  }

  /** Takes a message for which there was room when it came. `done` as above. */
  accept(message: Message, done: () => void): void {
    const entry = this.entryOf(message, this.arrivalUs());
    this.take(entry, this.repeats(entry, message), this.lineFor(entry, message.topic), done);
  }

  /**
   * Takes readings of a line that were decoded elsewhere, as one entry of the journal. `done` as above, and whether the same
   * readings, in the same order, had come before. False as above.
   */
  receiveReadings(line: string, observations: readonly Observation[], done: (fate: Fate) => void): boolean {
    if (!this.hasRoom()) return false;
    const topic = `${POSTED}${line}`;
    const said = observations.map(({ unit, signal, value, measuredAtUs, quality }) => [unit, signal, value, measuredAtUs, quality]);
    const key = messageKey(topic, Buffer.from(JSON.stringify(said)));
    this.take({ topic, key, observations, deadLetters: NONE }, this.seenBefore(key, true), line, done);
    return true;
  }

  /**
   * Takes what a dead letter says by the mapping of today (`entryOf`), and in the same entry of the journal that the letter is replayed:
   * neither can be without the other. Its readings are received anew. `done` and false as above.
   */
  replay(id: string, entry: Entry, done: (fate: Fate) => void): boolean {
    if (!this.hasRoom()) return false;
    const again = !PacketMemory.isKey(entry.key) && this.seenBefore(entry.key, entry.observations.length > 0);
    this.take(entry, again, this.lineFor(entry, entry.topic), done, markedKey(id, this.clock.nowUs(), entry.key));
    return true;
  }

  /** The line or cell whose topics a topic is below; null for none. */
  lineOf(topic: string): string | null {
    return this.table.lineOf(topic);
  }

  counters(): IngestCounters {
    return { ...this.counts };
  }

  /** What would become of an entry that is replayed now. */
  fateOf({ key, observations }: Entry): Fate {
    if (observations.length === 0) return 'deadLettered';
    return this.seen.window.has(key) ? 'duplicate' : 'stored';
  }

  /** What a message says that came at a time; by the mapping in force and what is known of its sender, where nothing else is given. */
  entryOf(message: Pick<Message, 'topic' | 'payload' | 'packet' | 'refused'>, receivedAtUs: Micros, table = this.table, host = this.host): Entry {
    const { topic, payload, packet } = message;
    const decoded = message.refused ?? decode(topic, payload, table, host, receivedAtUs);
    const refused = decoded.ok ? decoded.refused : [{ ...decoded, payload: decoded.reason === 'too-large' ? payload.subarray(0, KEPT_OF_TOO_LARGE) : payload }];
    const complete = refused.length === 0;
    const observations = decoded.ok ? decoded.observations : [];
    const timeless = decoded.ok && complete && decoded.session !== undefined && decoded.session === arrival(receivedAtUs);
    const hash = messageKey(decoded.ok && decoded.session !== undefined && !timeless ? `${topic}\0${decoded.session}` : topic, payload);
    return {
      topic: complete ? (decoded.ok ? (decoded.topic ?? topic) : topic) : topic.slice(0, KEPT_OF_TOPIC),
      key: timeless ? PacketMemory.keyOf(packet, hash) : complete ? hash : `!${hash}`, // apart: once the mapping is mended the same message is new
      observations,
      deadLetters: complete
        ? NONE
        : refused.map((reading) => ({
            payloadBase64: Buffer.from(reading.payload).toString('base64'),
            reason: reading.reason,
            detail: reading.detail,
            receivedAtUs,
          })),
    };
  }

  /** The time of arrival, never the same twice: readings of a signal with one time overwrite each other in InfluxDB, and the clock counts in ms. */
  private arrivalUs(): Micros {
    const nowUs = this.clock.nowUs();
    const ahead = nowUs <= this.arrivedUs && nowUs > this.arrivedUs - STEP_BACK_US;
    return (this.arrivedUs = ahead ? this.arrivedUs + 1 : nowUs);
  }

  private take(entry: Entry, again: boolean, line: string | null, done: (fate: Fate) => void, replayed?: string): void {
    const { observations, deadLetters } = entry;
    const readings = observations.length + deadLetters.length;
    if (readings === 0 && replayed === undefined) return done('stored'); // it only carried the protocol
    const fate = again ? 'duplicate' : observations.length > 0 ? 'stored' : 'deadLettered';
    if (replayed === undefined) this.onTaken(entry, fate);
    this.counts.received += readings;
    this.counts.inFlight += readings;
    const durable = () => {
      this.counts.inFlight -= readings;
      if (again) this.counts.duplicate += readings;
      else {
        this.counts.stored += observations.length;
        this.counts.deadLettered += deadLetters.length;
      }
      if (readings > 0) this.onFate(line, fate);
      done(fate);
    };
    if (again) {
      if (replayed !== undefined) this.journal.append({ ...entry, key: replayed, observations: [], deadLetters: [] }, () => undefined);
      this.journal.appendDuplicate(readings, durable);
    } else this.journal.append(replayed === undefined ? entry : { ...entry, key: replayed }, durable);
  }

  private repeats({ key, observations }: Entry, { dup, packet }: Message): boolean {
    return PacketMemory.isKey(key) ? this.seen.packets.repeats(packet, PacketMemory.hashOf(key), dup) : this.seenBefore(key, observations.length > 0 || dup);
  }

  /** What could not be decoded may rightly repeat: only the sender can tell that it is the same message. */
  private seenBefore(key: string, canTell: boolean): boolean {
    if (canTell) return this.seen.window.meets(key);
    this.seen.window.add(key);
    return false;
  }

  private lineFor({ observations }: Entry, topic: string): string | null {
    return observations.length > 0 ? observations[0]!.line : this.table.lineOf(topic);
  }
}
