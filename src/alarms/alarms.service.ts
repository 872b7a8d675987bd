import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Gauge } from 'prom-client';
import { Subject, type Observable } from 'rxjs';
import { ALARM_PRIORITIES, type ActiveAlarm, type ActiveAlarms, type AlarmEvent, type AlarmHistory } from '../contract/alarm.js';
import type { LineId } from '../contract/equipment.js';
import type { Micros } from '../contract/units.js';
import { acknowledge, alarmView, type Done, type Refused, shelve, unshelve } from '../model/alarm.js';
import type { Books } from '../model/books.js';
import { CLOCK, type Clock } from '../platform/clock.js';
import { Metrics } from '../platform/metrics.js';
import { ProblemError } from '../platform/problem.js';
import { PlantService } from '../plant/plant.service.js';
import type { TwinFollower } from '../twin/follower.js';
import { TwinService } from '../twin/twin.service.js';
import { AlarmStore, type HistoryQuery } from './alarm-store.service.js';
import { LineAlarms } from './line-alarms.js';

const TICK_MS = 1_000;
const KEPT_EVENTS = 1000;

const REFUSALS: Record<Refused, string> = {
  advisory: 'an advisory asks for no acknowledgement',
  'nothing-to-acknowledge': 'it waits for no acknowledgement',
  'not-shelved': 'it is not shelved',
  'in-the-past': 'the line is already past this time',
};

/** What a person does to an alarm, and his name. */
export type Doing = { what: 'acknowledge' | 'unshelve'; who: string; why: string | null } | { what: 'shelve'; who: string; why: string; untilUs: Micros };

/** Watches the alarms of every line along with its twin, and writes what happens before anyone is told. */
@Injectable()
export class AlarmsService implements TwinFollower, OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('Alarms');
  private readonly lines = new Map<LineId, LineAlarms>();
  private readonly written = new Subject<{ line: LineId }>();
  private timer: NodeJS.Timeout | undefined;
  private writing: Promise<void> = Promise.resolve();
  private faulty = false;

  /** After events of a line were written. */
  readonly events$: Observable<{ line: LineId }> = this.written;

  constructor(
    private readonly twin: TwinService,
    private readonly plant: PlantService,
    private readonly store: AlarmStore,
    @Inject(CLOCK) private readonly clock: Clock,
    metrics: Metrics,
  ) {
    twin.follow(this);
    const { lines } = this;
    new Gauge({
      name: 'twin_alarms_active',
      help: 'alarms and advisories that hold and are neither shelved nor suppressed',
      labelNames: ['line', 'priority'],
      registers: [metrics],
      collect() {
        for (const [line, alarms] of lines) {
          const holding = alarms.active().items.filter(({ state }) => state === 'unacknowledged' || state === 'acknowledged' || state === 'active');
          for (const priority of ALARM_PRIORITIES) this.set({ line, priority }, holding.filter((alarm) => alarm.priority === priority).length);
        }
      },
    });
  }

  async begin(): Promise<void> {
    for (const line of this.plant.lines()) {
      const { id } = line.definition;
      const alarms = new LineAlarms(line, this.clock.nowUs());
      const saved = await this.store.book(id);
      if (saved) alarms.resume(saved, (await this.store.page(id, { limit: KEPT_EVENTS })).items.reverse(), this.clock.nowUs());
      this.lines.set(id, alarms);
    }
  }

  reading(line: LineId, books: Readonly<Books>, nextOffset: number): void {
    this.lines.get(line)?.hear(books, nextOffset, this.clock.nowUs());
  }

  batch(line: LineId, nextOffset: number): void {
    const alarms = this.lines.get(line);
    alarms?.heardBatch(nextOffset);
    if (alarms && alarms.unwritten.length > 0) this.writeSoon();
  }

  /** Rejects where the database does not take it. */
  async keep(): Promise<void> {
    await this.write();
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => this.tick(), TICK_MS).unref();
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    await this.write().catch((error: unknown) => this.logger.error(`the last alarms could not be written: ${String(error)}`));
    this.written.complete();
  }

  /** Moves the alarms on to the now of their lines, and writes again what could not be written. */
  tick(): void {
    const wallUs = this.clock.nowUs();
    for (const [line, alarms] of this.lines) alarms.pass(this.twin.wallNowUs(line), wallUs);
    if ([...this.lines.values()].some(({ unwritten }) => unwritten.length > 0)) this.writeSoon();
  }

  active(line: LineId): ActiveAlarms {
    return this.of(line).active();
  }

  history(line: LineId, query: HistoryQuery): Promise<AlarmHistory> {
    this.of(line);
    return this.store.page(line, query);
  }

  /** Written events numbered above `afterSeq`, oldest first; the last thousand are kept at hand. */
  events(line: LineId, afterSeq: number): AlarmEvent[] {
    return this.of(line).kept.filter((event) => event.seq > afterSeq);
  }

  /** Number of the last event that is written. */
  lastSeq(line: LineId): number {
    return this.of(line).kept.at(-1)?.seq ?? 0;
  }

  /** The time of the line, at which a person acts. Null before its first reading. */
  nowUs(line: LineId): Micros | null {
    return this.of(line).nowUs(this.twin.wallNowUs(line), this.clock.nowUs());
  }

  /** Does what a person asks. Resolves to the alarm once that is written. */
  async act(line: LineId, id: string, doing: Doing): Promise<ActiveAlarm> {
    const alarms = this.of(line);
    const { watched } = alarms;
    const i = watched.rules.findIndex((rule) => rule.id === id);
    if (i < 0) throw new ProblemError('not-found', `line ${line} has no alarm ${id}`);
    alarms.pass(this.twin.wallNowUs(line), this.clock.nowUs());
    if (alarms.book.asOfUs === null) throw new ProblemError('not-ready', `nothing was heard of line ${line} yet`);
    const done = carryOut(alarms, i, doing);
    if (!done.ok) throw new ProblemError('conflict', `${id}: ${REFUSALS[done.reason]}`);
    alarms.note(done.facts, this.clock.nowUs());
    const view = alarmView(watched, i, alarms.book);
    await this.write();
    return view;
  }

  private of(line: LineId): LineAlarms {
    const alarms = this.lines.get(line);
    if (!alarms) throw new ProblemError('not-found', `there is no line ${line}`);
    return alarms;
  }

  private writeSoon(): void {
    this.write().catch((error: unknown) => {
      if (!this.faulty) this.logger.error(`alarms cannot be written, and are told to nobody until they can: ${String(error)}`);
      this.faulty = true;
    });
  }

  /** One after the other. What is written begins as the lines stand when its turn comes. */
  private write(): Promise<void> {
    const turn = this.writing.then(() => this.writeNow());
    this.writing = turn.catch(() => undefined);
    return turn;
  }

  private async writeNow(): Promise<void> {
    for (const [line, alarms] of this.lines) {
      const unsaved = alarms.unsaved();
      if (!unsaved) continue;
      await this.store.write(line, unsaved.events, unsaved);
      alarms.saved(unsaved);
      if (unsaved.events.length > 0) this.written.next({ line });
    }
    this.faulty = false;
  }
}

function carryOut({ book }: LineAlarms, i: number, doing: Doing): Done {
  if (doing.what === 'shelve') return shelve(book, i, doing);
  return doing.what === 'acknowledge' ? acknowledge(book, i, doing) : unshelve(book, i, doing);
}
