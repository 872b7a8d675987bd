import type { Publisher } from '../mqtt/publisher.js';
import { Checkpoints } from './checkpoints.js';

/** A plant that is run. */
export interface RunningPlant {
  /** [s since the epoch] */
  readonly timeS: number;
  /** One second of it, with the messages of that second. */
  step(publisher: Pick<Publisher, 'send'>): void;
  /** Goes on from a later second, without messages. */
  skipTo(timeS: number): void;
  /** All of it, to continue from. */
  json(): string;
}

export interface RunPlan {
  plant: RunningPlant;
  /** Seconds of the plant in a second of the wall; Infinity: as fast as acknowledged. */
  speed: number;
  /** On the wall clock the plant's time is now. Otherwise it runs on from where it is, at its speed. */
  clock: 'wall' | 'source';
  /** A plant on the wall clock that fell further behind than this goes on from there [s]. */
  historyS: number;
  /** Ends after so long [s of the plant]. */
  forS: number;
  /** Keeps a plant to continue from. */
  save: (plantJson: string) => void;
  say: (sentence: string) => void;
  /** Is told once, when the plant has come to its time. */
  live?: () => void;
}

export interface RunClock {
  nowMs: () => number;
  /** Resolves at a moment of nowMs, or when stopped. */
  until: (ms: number) => Promise<void>;
  stopped: () => boolean;
}

const CHECKPOINT_S = 30; // of the plant
const CHECKPOINT_MESSAGES = 500; // one that catches up keeps a checkpoint after so many: it costs more than the seconds between
const SAVE_EVERY_MS = 3000;
const LAST_ACKS_MS = 3000; // how long the end waits for acknowledgements
const SKIP_SLACK_S = 60; // a new plant begins a whole history ago, and connecting takes a while
const CATCHING_UP_S = 10; // a plant this far behind is said to catch up

/**
 * Runs the plant to its time and on. It never runs ahead of the broker by more than a window of messages: without a
 * broker it waits, and then simulates what it missed, which gives the same messages as if it had gone on.
 */
export async function runPlant(plan: RunPlan, publisher: Publisher, clock: RunClock): Promise<void> {
  const { plant } = plan;
  const beginS = plant.timeS;
  const pace = paceOf(plan, clock);
  const checkpoints = new Checkpoints();
  const over = () => clock.stopped() || publisher.ended !== null || plant.timeS - beginS >= plan.forS;
  let marked = 0;
  const mark = () => {
    marked = publisher.sent;
    checkpoints.add(marked, plant.json());
  };
  const isDue = (targetS: number) =>
    plant.timeS % CHECKPOINT_S === 0 && (publisher.sent - marked >= CHECKPOINT_MESSAGES || targetS - plant.timeS < CATCHING_UP_S);
  const keep = () => {
    const safe = checkpoints.takeSafe(publisher.acknowledged);
    if (safe !== null) plan.save(safe);
  };
  const catchUp = new CatchUp(plan.say, clock.nowMs, publisher);
  let savedMs = clock.nowMs();
  let live = false;
  mark();
  keep();
  while (!over()) {
    const targetS = pace.targetS();
    if (plant.timeS >= targetS) {
      if (publisher.connected) catchUp.ended();
      if (publisher.connected && !live) {
        live = true;
        plan.live?.();
      }
      await clock.until(pace.dueMs(plant.timeS + 1));
    } else {
      if (plan.clock === 'wall' && skipAhead(plan, targetS)) mark();
      catchUp.begins(targetS - plant.timeS);
      plant.step(publisher);
      if (isDue(targetS)) mark();
      await publisher.room();
    }
    if (clock.nowMs() - savedMs < SAVE_EVERY_MS) continue;
    keep();
    savedMs = clock.nowMs();
  }
  mark();
  await publisher.drained(clock.stopped() ? LAST_ACKS_MS : Infinity);
  keep();
}

/** A plant that fell further behind than its history goes on from there. True where it did. */
function skipAhead({ plant, historyS, say }: RunPlan, targetS: number): boolean {
  const lagS = targetS - plant.timeS;
  if (lagS <= historyS + SKIP_SLACK_S) return false;
  say(`the plant is ${lagS} s behind: it goes on from ${historyS} s ago`);
  plant.skipTo(targetS - historyS);
  return true;
}

/** The second that the plant should have reached, and when it should reach one. */
function paceOf({ plant, clock: kind, speed }: RunPlan, clock: RunClock): { targetS: () => number; dueMs: (timeS: number) => number } {
  if (kind === 'wall') return { targetS: () => Math.floor(clock.nowMs() / 1000), dueMs: (timeS) => timeS * 1000 };
  if (speed === Infinity) return { targetS: () => Infinity, dueMs: () => clock.nowMs() };
  const beginS = plant.timeS;
  const beginMs = clock.nowMs();
  return {
    targetS: () => beginS + Math.floor(((clock.nowMs() - beginMs) / 1000) * speed + 1e-9),
    dueMs: (timeS) => beginMs + ((timeS - beginS) / speed) * 1000,
  };
}

/** Says when the plant is behind and when it has caught up. */
class CatchUp {
  private since: { ms: number; sent: number; lagS: number } | null = null;

  constructor(
    private readonly say: (sentence: string) => void,
    private readonly nowMs: () => number,
    private readonly publisher: Publisher,
  ) {}

  begins(lagS: number): void {
    if (this.since || lagS < CATCHING_UP_S || !Number.isFinite(lagS)) return;
    this.since = { ms: this.nowMs(), sent: this.publisher.sent, lagS };
    this.say(`catching up: the last ${lagS} s of the plant`);
  }

  ended(): void {
    if (!this.since) return;
    const tookS = (this.nowMs() - this.since.ms) / 1000;
    const messages = this.publisher.sent - this.since.sent;
    this.say(
      `caught up: ${messages} messages for ${this.since.lagS} s of the plant in ${tookS.toFixed(1)} s (${Math.round(messages / Math.max(tookS, 0.001))}/s); live now`,
    );
    this.since = null;
  }
}
