import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { Inject, Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { Subject, type Observable, type Subscription } from 'rxjs';
import { CONFIG, type Config } from '../config.js';
import type { CellLive } from '../contract/cell-live.js';
import type { LineId } from '../contract/equipment.js';
import type { Micros } from '../contract/units.js';
import { seedOf } from '../model/seed.js';
import { CLOCK, type Clock } from '../platform/clock.js';
import { PlantService } from '../plant/plant.service.js';
import type { CommittedBatch } from '../telemetry/committed.js';
import { Telemetry } from '../telemetry/telemetry.service.js';
import { readCellFile, writeCell } from './cell-file.js';
import type { CellFollower } from './follower.js';
import { aWeekOn, endOfShift } from './horizon.js';
import { LiveCell } from './live-cell.js';
import { LookAheadPlan } from './look-ahead-plan.js';
import { LookAheadPool } from './look-ahead-pool.js';

const REPLICATIONS = { shift: 100, week: 40 };

/** Owns the live record of each process cell: takes committed readings in, keeps the record over restarts, and hands out copies. */
@Injectable()
export class CellsService implements OnModuleInit, OnModuleDestroy {
  /** new at each start of the process: revisions count within it */
  readonly epoch = randomUUID();
  private readonly logger = new Logger('Cells');
  private readonly folder: string;
  private readonly live = new Map<LineId, LiveCell>();
  private readonly plans = new Map<LineId, LookAheadPlan>();
  private readonly followers: CellFollower[] = [];
  private readonly subscriptions: Subscription[] = [];
  private readonly changes = new Subject<{ line: LineId; rev: number }>();
  private pool: LookAheadPool | null = null;
  private looking: Promise<void> = Promise.resolve();
  private readonly waiting = new Set<LineId>();
  private saving: Promise<void> = Promise.resolve();
  private stopped = false;

  /** Once a second where something was heard, as time moves, and when a look ahead arrives. */
  readonly changes$: Observable<{ line: LineId; rev: number }> = this.changes;

  constructor(
    private readonly plant: PlantService,
    private readonly telemetry: Telemetry,
    @Inject(CONFIG) config: Config,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.folder = path.join(config.dataDir, 'cells');
  }

  async onModuleInit(): Promise<void> {
    for (const cell of this.plant.cells()) {
      const resumed = await readCellFile(this.folder, cell);
      if (resumed.note) this.logger.warn(resumed.note);
      this.live.set(cell.definition.id, new LiveCell(cell, resumed));
      this.plans.set(cell.definition.id, new LookAheadPlan());
    }
    for (const follower of this.followers) await follower.begin();
    this.subscribe();
  }

  async onModuleDestroy(): Promise<void> {
    this.stopped = true;
    for (const subscription of this.subscriptions) subscription.unsubscribe();
    await this.pool?.close();
    await this.looking;
    await this.save();
    this.changes.complete();
  }

  /** To be called before the module begins: a follower that came later would have missed readings. */
  follow(follower: CellFollower): void {
    this.followers.push(follower);
  }

  cells(): LineId[] {
    return [...this.live.keys()];
  }

  /** The live record of a cell; null where there is none of that name. */
  find(cell: LineId): LiveCell | null {
    return this.live.get(cell) ?? null;
  }

  /** The cell as it is now. Throws where there is no such cell. */
  view(cell: LineId): { epoch: string; rev: number; asOfUs: Micros; view: CellLive } {
    const live = this.live.get(cell);
    if (!live) throw new Error(`there is no cell ${cell}`);
    return { epoch: this.epoch, ...live.view(this.clock.nowUs()) };
  }

  /** The cell's now where its time goes on without readings, null where it does not: while it catches up, and before the first. */
  wallNowUs(cell: LineId): Micros | null {
    return this.live.get(cell)?.wallNowUs(this.clock.nowUs()) ?? null;
  }

  /** Draws the cells on to now, and looks ahead where it is due. */
  tick(): void {
    const wallUs = this.clock.nowUs();
    for (const [id, live] of this.live) {
      if (live.tick(wallUs)) this.changes.next({ line: id, rev: live.rev });
      this.lookAheadWhereDue(id, live, wallUs);
    }
  }

  /** Writes what has changed, then lets the journal go up to what every cell has kept. One at a time. */
  save(): Promise<void> {
    this.saving = this.saving.then(() => this.saveNow()).catch((error: unknown) => this.logger.error(`the cells could not be saved: ${String(error)}`));
    return this.saving;
  }

  /** Resolves once no look ahead is under way. */
  async lookAheadsDone(): Promise<void> {
    await this.looking;
  }

  /** Cells that stopped at the same offset share a subscription, so that each begins exactly where it stopped. */
  private subscribe(): void {
    const all = [...this.live.values()];
    for (const offset of new Set(all.map((live) => live.offset))) {
      const cells = all.filter((live) => live.offset === offset);
      const subscription = this.telemetry.observations(offset).subscribe({
        next: (batch) => this.take(cells, batch),
        error: (error: unknown) => this.logger.error(`no more readings reach the cells: the journal cannot be read: ${String(error)}`),
      });
      this.subscriptions.push(subscription);
    }
  }

  private take(cells: readonly LiveCell[], { byLine, nextOffset }: CommittedBatch): void {
    for (const live of cells) {
      const { id } = live.plant.definition;
      const heard = byLine.get(id) ?? [];
      live.take(heard, nextOffset, this.clock.nowUs(), (known, observation) =>
        this.followers.forEach((follower) => follower.reading(id, known, observation, nextOffset)),
      );
      for (const follower of this.followers) follower.batch(id, nextOffset);
    }
  }

  private lookAheadWhereDue(id: LineId, live: LiveCell, wallUs: Micros): void {
    if (this.stopped || this.waiting.has(id) || live.asOfUs === null) return;
    if (!this.plans.get(id)!.due({ cellUs: live.asOfUs, wallUs, lots: live.lotProgress, catchingUp: live.catchingUp(wallUs) })) return;
    this.waiting.add(id);
    this.looking = this.looking.then(() => this.lookAhead(id, live)).catch((error: unknown) => this.fail(id, error));
  }

  private async lookAhead(id: LineId, live: LiveCell): Promise<void> {
    this.waiting.delete(id);
    const situation = live.situation();
    if (this.stopped || situation === null) return;
    this.pool ??= new LookAheadPool();
    const { definition, version, compiled } = live.plant;
    const job = { definition, version, situation, seed: seedOf(id, live.rev) };
    const shift = await this.pool.run({ ...job, untilUs: endOfShift(compiled, situation.atUs), replications: REPLICATIONS.shift });
    const week = await this.pool.run({ ...job, untilUs: aWeekOn(situation.atUs), replications: REPLICATIONS.week });
    live.lookedAhead({ shift, week });
    this.changes.next({ line: id, rev: live.rev });
  }

  private fail(id: LineId, error: unknown): void {
    if (!this.stopped) this.logger.error(`the look ahead of ${id} failed: ${(error as Error).stack ?? String(error)}`);
  }

  private async saveNow(): Promise<void> {
    const texts = [...this.live].map(([cell, live]) => ({ cell, live, unsaved: live.unsaved() }));
    // What follows the cells is never behind them on disk.
    for (const follower of this.followers) await follower.keep();
    for (const { cell, live, unsaved } of texts) {
      if (!unsaved) continue;
      await writeCell(this.folder, cell, unsaved.text);
      live.saved(unsaved.offset);
    }
    this.telemetry.release('cells', Math.min(...texts.map(({ live, unsaved }) => unsaved?.offset ?? live.offset)));
  }
}
