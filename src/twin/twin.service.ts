import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { Inject, Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { Subject, type Observable, type Subscription } from 'rxjs';
import { CONFIG, type Config } from '../config.js';
import type { LineId } from '../contract/equipment.js';
import type { BatchView, LineView, TwinEvent } from '../contract/stream.js';
import type { Observation } from '../contract/telemetry.js';
import type { Micros } from '../contract/units.js';
import { allBatches } from '../model/batches.js';
import { seedOf } from '../model/seed.js';
import { CLOCK, type Clock } from '../platform/clock.js';
import { PlantService } from '../plant/plant.service.js';
import type { CommittedBatch } from '../telemetry/committed.js';
import { Telemetry } from '../telemetry/telemetry.service.js';
import type { TwinFollower } from './follower.js';
import { ForecastPlan } from './forecast-plan.js';
import { Forecaster } from './forecaster.js';
import { goodInWindow } from './forecast-request.js';
import { type LineFork, LiveLine } from './live-line.js';
import { readTwin, writeTwin } from './snapshot.js';

const NONE: readonly Observation[] = [];

/** Owns the live twin of each line: takes committed readings in, keeps the state over restarts, and hands out copies. */
@Injectable()
export class TwinService implements OnModuleInit, OnModuleDestroy {
  /** new at each start of the process: revisions and event numbers count within it */
  readonly epoch = randomUUID();
  private readonly logger = new Logger('Twin');
  private readonly folder: string;
  private readonly live = new Map<LineId, LiveLine>();
  private readonly plans = new Map<LineId, ForecastPlan>();
  private readonly forecaster = new Forecaster();
  private readonly subscriptions: Subscription[] = [];
  private readonly followers: TwinFollower[] = [];
  private readonly changes = new Subject<{ line: LineId; rev: number }>();
  private readonly events_ = new Subject<{ line: LineId; event: TwinEvent }>();
  private saving: Promise<void> = Promise.resolve();

  /** After each batch taken in, as time moves, and when a forecast arrives. */
  readonly changes$: Observable<{ line: LineId; rev: number }> = this.changes;
  readonly events$: Observable<{ line: LineId; event: TwinEvent }> = this.events_;

  constructor(
    private readonly plant: PlantService,
    private readonly telemetry: Telemetry,
    @Inject(CONFIG) config: Config,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.folder = path.join(config.dataDir, 'twin');
  }

  async onModuleInit(): Promise<void> {
    for (const line of this.plant.lines()) {
      const resumed = await readTwin(this.folder, line);
      if (resumed.note) this.logger.warn(resumed.note);
      this.live.set(line.definition.id, new LiveLine(line, resumed));
      this.plans.set(line.definition.id, new ForecastPlan(line.compiled, resumed.forecasts?.start ? resumed.forecasts.ofUs : null));
    }
    for (const follower of this.followers) await follower.begin();
    this.subscribe();
  }

  async onModuleDestroy(): Promise<void> {
    for (const subscription of this.subscriptions) subscription.unsubscribe();
    await this.forecaster.stop();
    await this.save();
    this.changes.complete();
    this.events_.complete();
  }

  /** To be called before the module begins: a follower that came later would have missed readings. */
  follow(follower: TwinFollower): void {
    this.followers.push(follower);
  }

  lines(): LineId[] {
    return [...this.live.keys()];
  }

  has(line: LineId): boolean {
    return this.live.has(line);
  }

  /** The line as it is now. Throws where there is no such line. */
  view(line: LineId): { epoch: string; rev: number; asOfUs: Micros; view: LineView } {
    return { epoch: this.epoch, ...this.of(line).view(this.clock.nowUs()) };
  }

  /** The line's now where its time goes on without readings, null where it does not: on a source clock, and while it catches up. */
  wallNowUs(line: LineId): Micros | null {
    return this.of(line).wallNowUs(this.clock.nowUs());
  }

  /** Events numbered above `afterSeq`, oldest first; the last thousand are kept. */
  events(line: LineId, afterSeq: number): TwinEvent[] {
    return this.of(line).events.filter((event) => event.seq > afterSeq);
  }

  /** Every batch that is remembered, oldest first, those under way last. */
  batches(line: LineId): BatchView[] {
    return allBatches(this.of(line).books);
  }

  /** A copy of the state to ask "what if" of; null before the first reading. */
  fork(line: LineId): (LineFork & { epoch: string }) | null {
    const forked = this.of(line).fork();
    return forked && { epoch: this.epoch, ...forked };
  }

  /** Age of each line's newest reading [s]; lines that were never heard are left out. */
  ages(): [LineId, number][] {
    const wallUs = this.clock.nowUs();
    return [...this.live].flatMap(([line, { books }]): [LineId, number][] =>
      books.receivedAtUs === null ? [] : [[line, (wallUs - books.receivedAtUs) / 1e6]],
    );
  }

  /** Draws the lines on to now. */
  tick(): void {
    const wallUs = this.clock.nowUs();
    for (const [line, live] of this.live) if (live.tick(wallUs)) this.changes.next({ line, rev: live.rev });
  }

  /** Writes what has changed, then lets the journal go up to what every line has kept. One at a time. */
  save(): Promise<void> {
    this.saving = this.saving.then(() => this.saveNow()).catch((error: unknown) => this.logger.error(`the twins could not be saved: ${String(error)}`));
    return this.saving;
  }

  /** Resolves once no forecast is under way. */
  forecastsDone(): Promise<void> {
    return this.forecaster.idle();
  }

  private of(line: LineId): LiveLine {
    const live = this.live.get(line);
    if (!live) throw new Error(`there is no line ${line}`);
    return live;
  }

  /** Lines that stopped at the same offset share a subscription, so that each begins exactly where it stopped. */
  private subscribe(): void {
    const all = [...this.live.values()];
    for (const offset of new Set(all.map((live) => live.offset))) {
      const lines = all.filter((live) => live.offset === offset);
      const subscription = this.telemetry.observations(offset).subscribe({
        next: (batch) => this.take(lines, batch),
        error: (error: unknown) => this.logger.error(`no more readings reach the twins: the journal cannot be read: ${String(error)}`),
      });
      this.subscriptions.push(subscription);
    }
  }

  private take(lines: readonly LiveLine[], { byLine, nextOffset }: CommittedBatch): void {
    const wallUs = this.clock.nowUs();
    for (const live of lines) {
      const line = live.plant.definition.id;
      const { rev } = live;
      const happened = live.take(byLine.get(line) ?? NONE, nextOffset, wallUs, (books) =>
        this.followers.forEach((follower) => follower.reading(line, books, nextOffset)),
      );
      for (const follower of this.followers) follower.batch(line, nextOffset);
      if (live.rev === rev) continue;
      this.lookAhead(live, happened, wallUs);
      for (const event of happened) this.events_.next({ line, event });
      this.changes.next({ line, rev: live.rev });
    }
  }

  private lookAhead(live: LiveLine, happened: readonly TwinEvent[], wallUs: Micros): void {
    const { id } = live.plant.definition;
    const { window, asOfUs, revision } = live.books;
    const due = this.plans.get(id)!.due({ lineUs: asOfUs!, wallUs, window: window!, catchingUp: live.catchingUp(wallUs), happened });
    if (due === null) return;
    const { fromUs: ofUs, toUs: untilUs } = window!;
    const { compiled: line } = live.plant;
    this.forecaster.request(
      id,
      due,
      { line, begin: live.begin()!, good: goodInWindow(line, live.books), untilUs, revision: live.rev, seed: seedOf(id, revision) },
      (made) => {
        if (live.books.window!.fromUs !== ofUs) return;
        const start = due === 'start' || live.forecasts?.ofUs !== ofUs ? made : live.forecasts.start;
        live.forecasts = { ofUs, start, latest: made };
        live.rev += 1;
        this.changes.next({ line: id, rev: live.rev });
      },
    );
  }

  private async saveNow(): Promise<void> {
    const texts = [...this.live].map(([line, live]) => ({ line, live, unsaved: live.unsaved() }));
    // What follows the twins is never behind them on disk.
    for (const follower of this.followers) await follower.keep();
    for (const { line, live, unsaved } of texts) {
      if (!unsaved) continue;
      await writeTwin(this.folder, line, unsaved.text);
      live.saved(unsaved.offset);
    }
    this.telemetry.release('twin', Math.min(...texts.map(({ live, unsaved }) => unsaved?.offset ?? live.offset)));
  }
}
