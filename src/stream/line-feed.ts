import type { AlarmEvent } from '../contract/alarm.js';
import type { LineId } from '../contract/equipment.js';
import type { ServerMessage, TwinEvent, TwinState } from '../contract/stream.js';
import type { Micros } from '../contract/units.js';
import { LeafStore } from './leaf-store.js';

/** What a feed asks of the twins. */
export interface TwinSource {
  view(line: LineId): { epoch: string; rev: number; asOfUs: Micros; view: TwinState };
  events(line: LineId, afterSeq: number): TwinEvent[];
}

/** What a feed asks of the alarms. */
export interface AlarmSource {
  events(line: LineId, afterSeq: number): AlarmEvent[];
  lastSeq(line: LineId): number;
}

export interface ResumePoint {
  epoch: string;
  rev: number;
  eventSeq?: number | undefined;
  alarmSeq?: number | undefined;
}

/** One client's place in the feed of one line. */
export interface Subscription {
  readonly line: LineId;
  /** Least time between two changes [ms]. */
  readonly gapMs: number;
  /** Epoch and revision that the client holds. */
  epoch: string;
  rev: number;
  /** Last event that the client holds. */
  eventSeq: number;
  /** Last event of an alarm that the client holds. */
  alarmSeq: number;
  sentAtMs: number;
  /** Whether the client takes more just now. */
  ready(): boolean;
  send(frame: Frame): void;
}

/** A message as it goes over the wire, made once for all who get it. */
export type Frame = Buffer;

export const frameOf = (message: ServerMessage): Frame => Buffer.from(JSON.stringify(message));

/** Events after a number, made once for all who hold that number. */
interface NumberedFrame {
  frame: Frame | null;
  lastSeq: number;
}

function once(frames: Map<number, NumberedFrame>, after: number, make: (after: number) => NumberedFrame): NumberedFrame {
  let made = frames.get(after);
  if (!made) frames.set(after, (made = make(after)));
  return made;
}

/** The stream of one line: pulls the twin when it changed, and brings every subscriber from what it holds to now. */
export class LineFeed {
  private readonly store = new LeafStore();
  private readonly subscriptions = new Set<Subscription>();
  private readonly frames = new Map<string, Frame | null>();
  private readonly eventFrames = new Map<number, NumberedFrame>();
  private readonly alarmFrames = new Map<number, NumberedFrame>();
  private changed = true;

  constructor(
    readonly line: LineId,
    private readonly twin: TwinSource,
    private readonly alarms: AlarmSource,
    private readonly nowMs: () => number,
  ) {}

  /** The twin has a newer revision. */
  touch(): void {
    this.changed = true;
  }

  /** The twin has newer events. */
  touchEvents(): void {
    this.eventFrames.clear();
  }

  /** There are newer events of alarms. */
  touchAlarms(): void {
    this.alarmFrames.clear();
  }

  /** Answers with what is missing since the point of resume, or a snapshot; what follows continues from there. */
  subscribe(subscription: Subscription, resume: ResumePoint | undefined): void {
    this.pull();
    subscription.alarmSeq = Math.min(resume?.alarmSeq ?? Infinity, this.alarms.lastSeq(this.line));
    const covered = resume ? this.store.covers(resume.epoch, resume.rev) : 'new';
    if (covered === 'yes') {
      subscription.epoch = resume!.epoch;
      subscription.rev = resume!.rev;
      subscription.eventSeq = resume!.eventSeq ?? this.lastSeq();
      // Also where nothing is missing: it tells the client that it did resume.
      this.sendDelta(subscription, true);
      this.sendEvents(subscription);
    } else {
      this.sendSnapshot(subscription, covered, covered === 'too-old' ? resume?.eventSeq : undefined);
      this.sendEvents(subscription);
    }
    this.sendAlarms(subscription);
    this.subscriptions.add(subscription);
  }

  unsubscribe(subscription: Subscription): void {
    this.subscriptions.delete(subscription);
  }

  /** Brings every subscriber that is ready, and whose time has come, to the newest revision and event. */
  tick(): void {
    if (this.subscriptions.size === 0) return;
    this.pull();
    const nowMs = this.nowMs();
    for (const subscription of this.subscriptions) {
      if (!subscription.ready()) continue;
      this.sendEvents(subscription);
      this.sendAlarms(subscription);
      if (nowMs - subscription.sentAtMs >= subscription.gapMs) this.sendChange(subscription, false);
    }
  }

  /** Sends every subscriber that is ready the hash of what it must now hold. */
  check(): void {
    if (this.subscriptions.size === 0) return;
    this.pull();
    const check = this.store.check();
    if (!check) return;
    const frame = frameOf({ type: 'check', line: this.line, ...check });
    for (const subscription of this.subscriptions) {
      if (!subscription.ready()) continue;
      this.sendChange(subscription, true);
      subscription.send(frame);
    }
  }

  private pull(): void {
    if (!this.changed) return;
    this.changed = false;
    this.store.take(this.twin.view(this.line));
    this.frames.clear();
  }

  /** All of the state. Events go on after `eventSeq`, the last one where not given. */
  private sendSnapshot(subscription: Subscription, reason: 'new' | 'other-epoch' | 'too-old', eventSeq = this.lastSeq()): void {
    const { epoch, rev, asOfUs, view } = this.store.state!;
    const { alarmSeq } = subscription;
    const frame = this.shared(`snapshot ${reason} ${eventSeq} ${alarmSeq}`, () =>
      frameOf({ type: 'snapshot', line: this.line, epoch, rev, asOfUs, reason, state: view as TwinState, eventSeq, alarmSeq }),
    );
    Object.assign(subscription, { epoch, rev, eventSeq, sentAtMs: this.nowMs() });
    subscription.send(frame!);
  }

  /** Sends what changed since the client's revision; nothing where no leaf did, unless it is to hear the revision too. */
  private sendChange(subscription: Subscription, evenEmpty: boolean): void {
    const { epoch, rev } = this.store.state!;
    if (subscription.epoch === epoch && subscription.rev === rev) return;
    const covered = this.store.covers(subscription.epoch, subscription.rev);
    if (covered === 'yes') this.sendDelta(subscription, evenEmpty);
    else this.sendSnapshot(subscription, covered);
  }

  private sendDelta(subscription: Subscription, evenEmpty: boolean): void {
    const { rev, asOfUs } = this.store.state!;
    const from = subscription.rev;
    const frame = this.shared(`delta ${from} ${evenEmpty}`, () => {
      const change = this.store.since(from);
      const empty = change.gone.length === 0 && Object.keys(change.set).length === 0;
      return empty && !evenEmpty ? null : frameOf({ type: 'delta', line: this.line, from, to: rev, asOfUs, ...change });
    });
    if (frame === null) return;
    subscription.rev = rev;
    subscription.sentAtMs = this.nowMs();
    subscription.send(frame);
  }

  private sendEvents(subscription: Subscription): void {
    const { frame, lastSeq } = once(this.eventFrames, subscription.eventSeq, (after) => {
      const events = this.twin.events(this.line, after);
      return { frame: events.length > 0 ? frameOf({ type: 'events', line: this.line, events }) : null, lastSeq: events.at(-1)?.seq ?? after };
    });
    if (frame === null) return;
    subscription.eventSeq = lastSeq;
    subscription.send(frame);
  }

  private sendAlarms(subscription: Subscription): void {
    const { frame, lastSeq } = once(this.alarmFrames, subscription.alarmSeq, (after) => {
      const events = this.alarms.events(this.line, after);
      return { frame: events.length > 0 ? frameOf({ type: 'alarms', line: this.line, events }) : null, lastSeq: events.at(-1)?.seq ?? after };
    });
    if (frame === null) return;
    subscription.alarmSeq = lastSeq;
    subscription.send(frame);
  }

  private lastSeq(): number {
    return this.twin.events(this.line, 0).at(-1)?.seq ?? 0;
  }

  private shared(key: string, make: () => Frame | null): Frame | null {
    let frame = this.frames.get(key);
    if (frame === undefined) {
      frame = make();
      this.frames.set(key, frame);
    }
    return frame;
  }
}
