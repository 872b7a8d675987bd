import { Inject, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, Repository } from 'typeorm';
import { answerSchema, askedOf, type Run, type RunStatus } from '../contract/run.js';
import { CLOCK, type Clock } from '../platform/clock.js';
import { sha256 } from '../plant/canonical.js';
import { ResultRow, RunRow } from './entities.js';
import { page, type Page, type PageQuery } from './page.js';

/** How a run ended. */
export type Outcome =
  | { status: 'succeeded'; bytes: string }
  | { status: 'failed'; failure: string }
  | { status: 'cancelled'; /** of what was done until then; null: too little */ bytes: string | null };

/** Runs and answers in the database. */
@Injectable()
export class RunStore {
  constructor(
    @InjectRepository(RunRow) private readonly runs: Repository<RunRow>,
    @InjectRepository(ResultRow) private readonly results: Repository<ResultRow>,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async add(run: Omit<RunRow, 'status' | 'done' | 'failure' | 'createdAt' | 'startedAt' | 'finishedAt'>): Promise<RunRow> {
    const row: RunRow = { ...run, status: 'queued', done: 0, failure: null, createdAt: this.now(), startedAt: null, finishedAt: null };
    await this.runs.insert(row);
    return row;
  }

  find(id: string): Promise<RunRow | null> {
    return this.runs.findOneBy({ id });
  }

  /** The newest run that has, or will have, the answer of these inputs. */
  findAlike(inputHash: string): Promise<RunRow | null> {
    return this.runs.findOne({ where: { inputHash, status: In(['succeeded', 'running', 'queued'] satisfies RunStatus[]) }, order: { createdAt: 'DESC' } });
  }

  list(query: PageQuery, lines: readonly string[] | null): Promise<Page<RunRow>> {
    return page(this.runs, query, lines);
  }

  async begin(id: string): Promise<void> {
    await this.runs.update({ id, status: 'queued' }, { status: 'running', startedAt: this.now() });
  }

  /** Ends a run. An answer that differs from the one kept for the same inputs fails the run: the model is then not reproducible. */
  async end(run: Pick<RunRow, 'id' | 'inputHash'>, outcome: Outcome, done: number): Promise<Outcome> {
    const settled = outcome.status === 'succeeded' ? await this.keep(run.inputHash, outcome.bytes) : outcome;
    if (settled.status === 'cancelled' && settled.bytes !== null) await this.insert(partOf(run), settled.bytes);
    const failure = settled.status === 'failed' ? settled.failure : null;
    await this.runs.update({ id: run.id }, { status: settled.status, failure, done, finishedAt: this.now() });
    return settled;
  }

  /** Fails what was queued or running when the service went down. */
  async failUnfinished(failure: string): Promise<number> {
    const { affected } = await this.runs.update(
      { status: In(['queued', 'running'] satisfies RunStatus[]) },
      { status: 'failed', failure, finishedAt: this.now() },
    );
    return affected ?? 0;
  }

  /** The bytes of the answer of a run, null where there is none. Of one that was cancelled they are of what was done until then. */
  async bytes(run: Pick<RunRow, 'id' | 'inputHash' | 'status'>): Promise<string | null> {
    if (run.status === 'succeeded') return this.kept(run.inputHash);
    return run.status === 'cancelled' ? this.kept(partOf(run)) : null;
  }

  private async kept(key: string): Promise<string | null> {
    return (await this.results.findOneBy({ inputHash: key }))?.bytes ?? null;
  }

  private async insert(key: string, bytes: string): Promise<void> {
    await this.results.createQueryBuilder().insert().values({ inputHash: key, bytes, createdAt: this.now() }).orIgnore().execute();
  }

  private async keep(inputHash: string, bytes: string): Promise<Outcome> {
    await this.insert(inputHash, bytes);
    if ((await this.kept(inputHash)) === bytes) return { status: 'succeeded', bytes };
    return { status: 'failed', failure: 'the same inputs gave another answer than before: the answer cannot be trusted' };
  }

  private now(): Date {
    return new Date(this.clock.nowUs() / 1000);
  }
}

/** Under which a part of an answer is kept: it is of this run alone, for nobody else stops at the same place. */
const partOf = ({ id, inputHash }: Pick<RunRow, 'id' | 'inputHash'>): string => sha256(`${inputHash} ${id}`);

/** A row as it goes out. */
export function toRun(row: RunRow, bytes: string | null): Run {
  return {
    id: row.id,
    status: row.status,
    request: row.request,
    of: askedOf(row.request),
    line: row.line,
    question: row.question,
    createdAt: row.createdAt.toISOString(),
    startedAt: row.startedAt?.toISOString() ?? null,
    finishedAt: row.finishedAt?.toISOString() ?? null,
    progress: { done: row.done, total: row.total, etaS: null },
    failure: row.failure,
    startHash: row.startHash,
    result: bytes === null ? null : answerSchema(row.request).parse(JSON.parse(bytes)),
  };
}
