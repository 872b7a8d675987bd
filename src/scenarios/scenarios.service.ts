import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { askedOf, placeOf, type Scenario } from '../contract/run.js';
import { refusal } from '../contract/refusal.js';
import { CLOCK, type Clock } from '../platform/clock.js';
import { ProblemError } from '../platform/problem.js';
import type { Asked } from './asked.js';
import { ScenarioRow } from './entities.js';
import { page, type PageQuery } from './page.js';
import { RunsService } from './runs.service.js';

/** Questions that are kept. */
@Injectable()
export class ScenariosService {
  constructor(
    @InjectRepository(ScenarioRow) private readonly scenarios: Repository<ScenarioRow>,
    private readonly runs: RunsService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Keeps a question that the line or site as it is now understands. */
  async add({ document, request }: Asked): Promise<Scenario> {
    this.runs.check(request);
    const row: ScenarioRow = {
      id: randomUUID(),
      line: placeOf(request),
      question: request.question,
      request: document,
      createdAt: new Date(this.clock.nowUs() / 1000),
    };
    await this.scenarios.insert(row);
    return toScenario(row);
  }

  async list(query: PageQuery, lines: readonly string[] | null): Promise<{ items: Scenario[]; next: string | null }> {
    const { items, next } = await page(this.scenarios, query, lines);
    return { items: items.map(toScenario), next };
  }

  /** Throws 404. */
  async find(id: string): Promise<ScenarioRow> {
    const row = await this.scenarios.findOneBy({ id });
    if (!row) throw new ProblemError('not-found', refusal('noScenario', { id }));
    return row;
  }
}

export const toScenario = (row: ScenarioRow): Scenario => ({
  id: row.id,
  of: askedOf(row.request),
  line: row.line,
  question: row.question,
  request: row.request,
  createdAt: row.createdAt.toISOString(),
});
