import { randomUUID } from 'node:crypto';
import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { of, type Observable } from 'rxjs';
import { placeOf, type AnyRequest, type Run } from '../contract/run.js';
import { refusal } from '../contract/refusal.js';
import { ProblemError } from '../platform/problem.js';
import type { Asked } from './asked.js';
import { CellRuns } from './cell-runs.service.js';
import type { RunRow } from './entities.js';
import { LineRuns } from './line-runs.service.js';
import type { PageQuery } from './page.js';
import { RunExecutor, type RunEvent } from './run-executor.service.js';
import { RunStore, toRun } from './run-store.service.js';
import type { PreparedRun } from './simulation.js';
import { inShort } from './verdicts.js';

/** The door of what-ifs: accepts, tells, cancels. */
@Injectable()
export class RunsService implements OnApplicationBootstrap {
  private readonly logger = new Logger(RunsService.name);

  constructor(
    private readonly lines: LineRuns,
    private readonly cells: CellRuns,
    private readonly store: RunStore,
    private readonly executor: RunExecutor,
  ) {}

  /** A run cannot be taken up in its middle: what was unfinished when the service went down has failed. */
  async onApplicationBootstrap(): Promise<void> {
    const failed = await this.store.failUnfinished('the service went down before the run was finished: ask again');
    if (failed > 0) this.logger.warn(`${failed} runs had not been finished when the service went down; they are marked as failed`);
  }

  /** Checks a question against its line or site, and gives how it is begun. Throws 404 for an unknown one and 422 with every issue. */
  check(request: AnyRequest): () => Promise<PreparedRun> {
    return 'cell' in request ? this.cells.check(request) : this.lines.check(request);
  }

  /** Accepts a run, or finds the one that has asked the same already (`existing`) unless a fresh one is wanted. */
  async ask({ document, request }: Asked, options: { fresh: boolean; scenario: string | null }): Promise<{ run: Run; existing: boolean }> {
    const begin = this.check(request);
    const giveBack = this.executor.reserve();
    try {
      const { inputHash, startHash, total, simulation } = await begin();
      const alike = options.fresh ? null : await this.store.findAlike(inputHash);
      if (alike) return { run: this.live(alike, null), existing: true };
      const run = await this.store.add({
        id: randomUUID(),
        scenario: options.scenario,
        line: placeOf(request),
        question: request.question,
        request: document,
        inputHash,
        startHash,
        total,
      });
      this.executor.enqueue({ run, simulation });
      return { run: this.live(run, null), existing: false };
    } finally {
      giveBack();
    }
  }

  /** `verdicts`: with what each answer says. */
  async list(query: PageQuery, lines: readonly string[] | null, verdicts: boolean): Promise<{ items: Run[]; next: string | null }> {
    const { items, next } = await this.store.list(query, lines);
    return { items: verdicts ? await Promise.all(items.map((row) => this.judged(row))) : items.map((row) => this.live(row, null)), next };
  }

  private async judged(row: RunRow): Promise<Run> {
    const { result, ...run } = await this.show(row);
    return { ...run, result: null, ...inShort(result) };
  }

  /** Throws 404. */
  async find(id: string): Promise<RunRow> {
    const row = await this.store.find(id);
    if (!row) throw new ProblemError('not-found', refusal('noRun', { id }));
    return row;
  }

  /** The run with its answer. */
  async show(row: RunRow): Promise<Run> {
    return this.live(row, await this.store.bytes(row));
  }

  /** The bytes of the answer. Throws 409 where there is none yet. */
  async bytes(row: RunRow): Promise<string> {
    const bytes = await this.store.bytes(row);
    if (bytes === null)
      throw new ProblemError('not-ready', row.failure === null ? refusal('runIs', { status: row.status }) : refusal('runHasFailed', { reason: row.failure }));
    return bytes;
  }

  /** Throws 409 where the run has ended. */
  cancel(row: RunRow): void {
    if (!this.executor.cancel(row.id)) throw new ProblemError('conflict', refusal('runHasEnded', { status: row.status }));
  }

  /** The newest event and those to come; of an ended run its end. */
  async events(row: RunRow): Promise<Observable<RunEvent>> {
    const running = this.executor.events(row.id);
    if (running) return running;
    const { id, status, failure } = (await this.store.find(row.id)) ?? row;
    return of({ id: 0, event: 'status', isLast: true, data: { id, status, failure } });
  }

  private live(row: RunRow, bytes: string | null): Run {
    const run = toRun(row, bytes);
    const progress = this.executor.progress(row.id);
    if (!progress) return run;
    return { ...run, status: progress.status, progress: { done: progress.done, total: progress.total, etaS: progress.etaS } };
  }
}
