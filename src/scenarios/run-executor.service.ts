import { Inject, Injectable, Logger, ServiceUnavailableException, type BeforeApplicationShutdown } from '@nestjs/common';
import { Counter, Gauge, Histogram } from 'prom-client';
import { ReplaySubject, type Observable } from 'rxjs';
import type { RunEnd, RunProgress } from '../contract/run.js';
import { refusal } from '../contract/refusal.js';
import { Metrics } from '../platform/metrics.js';
import { ProblemError } from '../platform/problem.js';
import type { RunRow } from './entities.js';
import { RUN_QUEUE, type RunQueue } from './run-job.js';
import { RunStore, type Outcome } from './run-store.service.js';
import { Interrupted, type Simulation } from './simulation.js';

/** Runs that may wait for their turn. */
const MAX_WAITING = 20;
const RETRY_AFTER_S = 10;
const LIMIT_MIN = 15;
const INTERIM_EVERY_MS = 500;

export interface Work {
  run: RunRow;
  simulation: Simulation;
}

export type RunEvent = { id: number; event: 'progress'; data: RunProgress } | { id: number; event: 'status'; data: RunEnd; isLast: true };

interface Activity {
  work: Work;
  abort: AbortController;
  progress: RunProgress;
  events: ReplaySubject<RunEvent>;
  lastId: number;
}

const CANCELLED = Symbol('cancelled');
const STOPPED = Symbol('stopped');
const TOO_LONG = Symbol('too long');

/** Works off runs one after the other, in the order in which they were accepted, each on all the workers. */
@Injectable()
export class RunExecutor implements BeforeApplicationShutdown {
  private readonly logger = new Logger(RunExecutor.name);
  private readonly activities = new Map<string, Activity>();
  private reserved = 0;
  private stopping = false;
  private readonly line: Activity[] = [];
  private turn: Promise<void> | null = null;
  private readonly cancellations = new Set<Promise<void>>();
  private readonly runsTotal: Counter<'status'>;
  private readonly runSeconds: Histogram;

  constructor(
    @Inject(RUN_QUEUE) private readonly queue: RunQueue,
    private readonly store: RunStore,
    metrics: Metrics,
  ) {
    this.runsTotal = new Counter({ name: 'twin_runs_total', help: 'scenario runs that ended', labelNames: ['status'], registers: [metrics] });
    this.runSeconds = new Histogram({
      name: 'twin_run_seconds',
      help: 'time to work off a scenario run [s]',
      buckets: [0.1, 0.5, 2, 10, 60, 300],
      registers: [metrics],
    });
    const waiting = () => this.waiting();
    new Gauge({
      name: 'twin_run_queue',
      help: 'scenario runs that wait for their turn',
      registers: [metrics],
      collect() {
        this.set(waiting());
      },
    });
  }

  /** Keeps a place for a run while it is being accepted. Throws a 429 where too many wait, and a 503 where nothing simulates. Give it back by calling what it returns. */
  reserve(): () => void {
    if (this.stopping) throw new ProblemError('not-ready', 'the service is stopping');
    const why = this.queue.unavailable?.() ?? null;
    if (why !== null) throw new ServiceUnavailableException(why);
    if (this.waiting() >= MAX_WAITING) throw new ProblemError('too-many-requests', refusal('queueFull', { n: MAX_WAITING }), [], RETRY_AFTER_S);
    this.reserved++;
    return () => void this.reserved--;
  }

  /** Takes on a run. */
  enqueue(work: Work): void {
    const progress: RunProgress = { status: 'queued', done: 0, total: work.run.total, etaS: null, interim: [] };
    const activity: Activity = { work, abort: new AbortController(), progress, events: new ReplaySubject(1), lastId: 0 };
    this.activities.set(work.run.id, activity);
    this.tell(activity, {});
    this.line.push(activity);
    this.turn ??= this.workOff();
  }

  /** How far a run is; null once it has ended. */
  progress(id: string): RunProgress | null {
    return this.activities.get(id)?.progress ?? null;
  }

  /** The newest event of a run, then those to come; null once it has ended. */
  events(id: string): Observable<RunEvent> | null {
    return this.activities.get(id)?.events ?? null;
  }

  /** False where the run has ended already. One that waits ends at once. */
  cancel(id: string): boolean {
    const activity = this.activities.get(id);
    if (!activity) return false;
    activity.abort.abort(CANCELLED);
    const place = this.line.indexOf(activity);
    if (place < 0) return true;
    this.line.splice(place, 1);
    const end = this.perform(activity).finally(() => this.cancellations.delete(end));
    this.cancellations.add(end);
    return true;
  }

  /** While the database is still open, and before open event streams would keep the server from closing. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopping = true;
    for (const { abort } of this.activities.values()) abort.abort(STOPPED);
    await Promise.all([this.turn, ...this.cancellations]);
    await this.queue.close();
  }

  private waiting(): number {
    return this.reserved + this.line.length;
  }

  private async workOff(): Promise<void> {
    for (let activity = this.line.shift(); activity; activity = this.line.shift()) await this.perform(activity);
    this.turn = null;
  }

  private async perform(activity: Activity): Promise<void> {
    const { run } = activity.work;
    const seconds = this.runSeconds.startTimer();
    try {
      const outcome = await this.store.end(run, await this.outcomeOf(activity), activity.progress.done);
      seconds();
      this.finish(activity, outcome);
    } catch (error) {
      this.logger.error(`the end of run ${run.id} could not be stored`, error);
      this.finish(activity, { status: 'failed', failure: 'the database could not be reached' });
    }
  }

  private finish(activity: Activity, outcome: Outcome): void {
    const { id } = activity.work.run;
    this.runsTotal.inc({ status: outcome.status });
    this.activities.delete(id);
    activity.events.next({
      id: activity.lastId + 1,
      event: 'status',
      isLast: true,
      data: { id, status: outcome.status, failure: outcome.status === 'failed' ? outcome.failure : null },
    });
    activity.events.complete();
  }

  private async outcomeOf(activity: Activity): Promise<Outcome> {
    const limit = setTimeout(() => activity.abort.abort(TOO_LONG), LIMIT_MIN * 60_000);
    try {
      activity.abort.signal.throwIfAborted();
      await this.store.begin(activity.work.run.id);
      this.tell(activity, { status: 'running' });
      return { status: 'succeeded', bytes: await this.simulate(activity) };
    } catch (error) {
      return this.failure(error);
    } finally {
      clearTimeout(limit);
    }
  }

  private failure(error: unknown): Outcome {
    if (error instanceof Interrupted) return error.reason === CANCELLED ? { status: 'cancelled', bytes: error.bytes } : this.failure(error.reason);
    if (error === CANCELLED) return { status: 'cancelled', bytes: null };
    if (error === STOPPED) return { status: 'failed', failure: 'the service was stopped before the run was finished: ask again' };
    if (error === TOO_LONG) return { status: 'failed', failure: `took longer than ${LIMIT_MIN} min: ask for fewer replications or a shorter horizon` };
    this.logger.error(error);
    return { status: 'failed', failure: error instanceof Error ? error.message : 'unknown' };
  }

  private simulate(activity: Activity): Promise<string> {
    let toldMs = -Infinity;
    return activity.work.simulation(this.queue, {
      signal: activity.abort.signal,
      nowMs: () => performance.now(),
      onProgress: (progress, interim) => {
        const due = performance.now() - toldMs >= INTERIM_EVERY_MS;
        if (due) toldMs = performance.now();
        this.tell(activity, { ...progress, ...(due ? { interim: interim() } : {}) });
      },
    });
  }

  private tell(activity: Activity, change: Partial<RunProgress>): void {
    activity.progress = { ...activity.progress, ...change };
    activity.events.next({ id: ++activity.lastId, event: 'progress', data: activity.progress });
  }
}
