import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { Observable } from 'rxjs';
import type { ActiveAlarm, ActiveAlarms, AlarmCount, AlarmEvent, AlarmHistory } from '../contract/alarm.js';
import type { AlarmKpis } from '../contract/alarm-kpis.js';
import type { LineId } from '../contract/equipment.js';
import type { Micros } from '../contract/units.js';
import { refusal } from '../contract/refusal.js';
import { isoTime } from '../platform/iso-time.js';
import type { Doing, Refused } from '../model/alarm-act.js';
import { alarmKpis } from '../model/alarm-kpis.js';
import { countAlarms } from '../model/alarm-view.js';
import { CLOCK, type Clock } from '../platform/clock.js';
import { ProblemError } from '../platform/problem.js';
import { AlarmRegistry } from './alarm-registry.service.js';
import { AlarmStore, type HistoryQuery } from './alarm-store.service.js';
import type { LiveAlarms, OfWhat } from './live-alarms.js';

const TICK_MS = 1_000;

const REFUSALS: Record<Refused, string> = {
  advisory: 'an advisory asks for no acknowledgement',
  'nothing-to-acknowledge': 'it waits for no acknowledgement',
  'not-shelved': 'it is not shelved',
  'in-the-past': 'the line is already past this time',
  'in-service': 'it is not out of service',
  'out-of-service': 'it is out of service',
};

/** Why an alarm is not what a person took it for. */
function refusalOf(reason: Refused, { state, acknowledgedBy, returnedAtUs }: ActiveAlarm): string {
  if (reason !== 'nothing-to-acknowledge') return REFUSALS[reason];
  if (state === 'acknowledged') return `${acknowledgedBy ?? 'somebody'} has acknowledged it already`;
  if (state !== 'normal') return `${REFUSALS[reason]}: it is ${state.replaceAll('-', ' ')}`;
  return returnedAtUs === null ? 'it is not raised' : `it is gone, and returned at ${isoTime(returnedAtUs)}`;
}

/** A line or a cell, as it was asked for. */
export type Place = Pick<OfWhat, 'id' | 'kind'>;

/** What is known of the alarms of lines and cells, and what people do about them. */
@Injectable()
export class AlarmsService implements OnApplicationBootstrap, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;
  /** After events of a line or cell were written. */
  readonly events$: Observable<{ line: LineId }>;

  constructor(
    private readonly registry: AlarmRegistry,
    private readonly store: AlarmStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.events$ = registry.events$;
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => this.tick(), TICK_MS).unref();
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    await this.registry.close();
  }

  /** Moves the alarms on to the now of their lines, and writes again what could not be written. */
  tick(): void {
    this.registry.pass();
  }

  /** Resolves once all is written. */
  keep(): Promise<void> {
    return this.registry.write();
  }

  active(place: Place): ActiveAlarms {
    return this.of(place).active();
  }

  /** Of every line and cell for which `seen` says so. */
  counts(seen: (line: LineId) => boolean): AlarmCount[] {
    return this.registry.all().flatMap((alarms) => (seen(alarms.of.id) ? [countAlarms(alarms.of.id, alarms.active().items)] : []));
  }

  history(place: Place, query: HistoryQuery): Promise<AlarmHistory> {
    return this.store.page(this.of(place).of.id, query);
  }

  /** How well the alarms served over a window. */
  async kpis(place: Place, window: { fromUs: Micros; toUs: Micros }): Promise<AlarmKpis> {
    const { id } = this.of(place).of;
    return alarmKpis({ line: id, ...window, ...(await this.store.window(id, window)) });
  }

  /** Written events numbered above `afterSeq`, oldest first; the last thousand are kept at hand. */
  events(line: LineId, afterSeq: number): AlarmEvent[] {
    return this.registry.find(line)?.kept.filter((event) => event.seq > afterSeq) ?? [];
  }

  /** Number of the last event that is written. */
  lastSeq(line: LineId): number {
    return this.registry.find(line)?.kept.at(-1)?.seq ?? 0;
  }

  /** The time of the line or cell, at which a person acts. Null before its first reading. */
  nowUs(place: Place): Micros | null {
    return this.of(place).nowUs(this.clock.nowUs());
  }

  /** Does what a person asks. Resolves to the alarm once that is written. */
  async act(place: Place, id: string, doing: Doing): Promise<ActiveAlarm> {
    const alarms = this.of(place);
    const wallUs = this.clock.nowUs();
    alarms.pass(wallUs);
    if (alarms.book.asOfUs === null) throw new ProblemError('not-ready', refusal('nothingHeard', { kind: place.kind, id: place.id }));
    const acted = alarms.act(id, doing, wallUs);
    if (acted === null) throw new ProblemError('not-found', await this.absent(place, id));
    if (!acted.done.ok) throw new ProblemError('conflict', `${id}: ${refusalOf(acted.done.reason, acted.view)}`);
    await this.registry.write();
    return acted.view;
  }

  /** Of an alarm that comes and goes: since when it is gone, or that it never was. */
  private async absent({ kind, id }: Place, alarm: string): Promise<string> {
    const last = (await this.store.page(id, { limit: 50, alarm })).items.find(({ event }) => event === 'returned' || event === 'acknowledged');
    if (last === undefined) return `${kind} ${id} has and had no alarm ${alarm}`;
    return `${alarm} is gone: it ${last.event === 'returned' ? 'returned' : 'was acknowledged'} at ${isoTime(last.atUs)}`;
  }

  private of({ kind, id }: Place): LiveAlarms {
    const alarms = this.registry.find(id);
    if (alarms?.of.kind !== kind) throw new ProblemError('not-found', `there is no ${kind} ${id}`);
    return alarms;
  }
}
