import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import type { Decision, DecisionPage, NewDecision } from '../contract/decision.js';
import type { Run } from '../contract/run.js';
import { refusal } from '../contract/refusal.js';
import { CLOCK, type Clock } from '../platform/clock.js';
import { ProblemError } from '../platform/problem.js';
import { DecisionRow } from './decision.entity.js';
import type { RunRow } from './entities.js';
import { page, type PageQuery } from './page.js';
import { RunsService } from './runs.service.js';

/** What people decided of the answers of runs, with why and who. */
@Injectable()
export class Decisions {
  constructor(
    @InjectRepository(DecisionRow) private readonly decisions: Repository<DecisionRow>,
    private readonly runs: RunsService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Throws 409 where the run has no whole answer, and 422 where the answer has no such variant. */
  async decide(row: RunRow, { variant, why }: NewDecision, who: string): Promise<Decision> {
    const { result, status, id: run, of, line, question } = await this.runs.show(row);
    if (result === null || status !== 'succeeded') throw new ProblemError('not-ready', refusal('runNotDecidable', { id: run, status }));
    const ids = idsOf(result);
    if (!ids.includes(variant)) {
      const detail = `the answer has no ${variant}: it has ${ids.slice(0, MOST_NAMED).join(', ')}${ids.length > MOST_NAMED ? ' …' : ''}`;
      throw new ProblemError('validation', detail, [{ pointer: '/variant', detail }]);
    }
    const kept: DecisionRow = { id: randomUUID(), run, of, line, question, variant, why, who, createdAt: new Date(this.clock.nowUs() / 1000) };
    await this.decisions.insert(kept);
    return toDecision(kept);
  }

  /** Of one run, newest first: the first one stands. */
  async ofRun(run: string): Promise<Decision[]> {
    return (await this.decisions.find({ where: { run }, order: { createdAt: 'DESC', id: 'DESC' } })).map(toDecision);
  }

  async list(query: PageQuery, lines: readonly string[] | null): Promise<DecisionPage> {
    const { items, next } = await page(this.decisions, query, lines);
    return { items: items.map(toDecision), next };
  }
}

/** So many variants are named where one is not there. */
const MOST_NAMED = 12;

/** What can be decided for: variants with the baseline, or the points of a search and `baseline`. */
function idsOf(result: NonNullable<Run['result']>): string[] {
  return 'variants' in result ? result.variants.map(({ id }) => id) : ['baseline', ...result.points.map(({ id }) => id)];
}

const toDecision = ({ createdAt, ...row }: DecisionRow): Decision => ({ ...row, decidedAt: createdAt.toISOString() });
