import { Inject, Injectable, Logger } from '@nestjs/common';
import { Subject, type Observable } from 'rxjs';
import type { LineId } from '../contract/equipment.js';
import type { Watched } from '../model/alarm-book.js';
import { CLOCK, type Clock } from '../platform/clock.js';
import { AlarmStore } from './alarm-store.service.js';
import { LiveAlarms, type OfWhat } from './live-alarms.js';

const KEPT_EVENTS = 1000;

/** The alarms of every line and cell, and their way into the database: what happens is written before anyone is told. */
@Injectable()
export class AlarmRegistry {
  private readonly logger = new Logger('Alarms');
  private readonly live = new Map<LineId, LiveAlarms>();
  private readonly written = new Subject<{ line: LineId }>();
  private writing: Promise<void> = Promise.resolve();
  private faulty = false;

  /** After events of a line or cell were written. */
  readonly events$: Observable<{ line: LineId }> = this.written;

  constructor(
    private readonly store: AlarmStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Takes up the alarms of a line or cell where they stood. */
  async open<Rules extends Watched>(of: OfWhat, watched: Rules): Promise<LiveAlarms<Rules>> {
    const alarms = new LiveAlarms(of, watched, this.clock.nowUs());
    const saved = await this.store.book(of.id);
    if (saved) alarms.resume(saved, (await this.store.page(of.id, { limit: KEPT_EVENTS })).items.reverse(), this.clock.nowUs());
    this.live.set(of.id, alarms);
    return alarms;
  }

  all(): LiveAlarms[] {
    return [...this.live.values()];
  }

  find(id: LineId): LiveAlarms | null {
    return this.live.get(id) ?? null;
  }

  /** Time has gone on: moves all alarms to their now, and writes again what could not be written. */
  pass(): void {
    const wallUs = this.clock.nowUs();
    for (const alarms of this.live.values()) alarms.pass(wallUs);
    if (this.all().some(({ unwritten }) => unwritten.length > 0)) this.writeSoon();
  }

  writeSoon(): void {
    this.write().catch((error: unknown) => {
      if (!this.faulty) this.logger.error(`alarms cannot be written, and are told to nobody until they can: ${String(error)}`);
      this.faulty = true;
    });
  }

  /** One after the other. What is written begins as the alarms stand when its turn comes. Rejects where the database does not take it. */
  write(): Promise<void> {
    const turn = this.writing.then(() => this.writeNow());
    this.writing = turn.catch(() => undefined);
    return turn;
  }

  /** Writes the last, and tells nobody any more. */
  async close(): Promise<void> {
    await this.write().catch((error: unknown) => this.logger.error(`the last alarms could not be written: ${String(error)}`));
    this.written.complete();
  }

  private async writeNow(): Promise<void> {
    for (const [line, alarms] of this.live) {
      const unsaved = alarms.unsaved();
      if (!unsaved) continue;
      await this.store.write(line, unsaved.events, unsaved);
      alarms.saved(unsaved);
      if (unsaved.events.length > 0) this.written.next({ line });
    }
    this.faulty = false;
  }
}
