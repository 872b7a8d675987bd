import { Injectable } from '@nestjs/common';
import type { ScenarioRequest } from '../contract/scenario.js';
import type { LineSearchRequest } from '../contract/search.js';
import { refusal } from '../contract/refusal.js';
import { ProblemError } from '../platform/problem.js';
import { PlantService } from '../plant/plant.service.js';
import { prepareLine } from './prepare.js';
import type { PreparedRun } from './simulation.js';
import { StartStates } from './start-states.service.js';
import { refuseIssues } from './refuse.js';

/** Questions about lines, and searches over such. */
@Injectable()
export class LineRuns {
  constructor(
    private readonly plant: PlantService,
    private readonly starts: StartStates,
  ) {}

  /** Checks a question against its line, and gives how it is begun, which throws 409 where the line cannot be started from yet. Throws 404 for an unknown line and 422 with every issue. */
  check(request: ScenarioRequest | LineSearchRequest): () => Promise<PreparedRun> {
    const line = this.plant.line(request.line);
    if (!line)
      throw new ProblemError('not-found', refusal('noLine', { id: request.line }), [{ pointer: '/line', detail: refusal('noLine', { id: request.line }) }]);
    const prepared = prepareLine(request, line);
    if (!prepared.ok) throw refuseIssues(prepared.issues);
    return async () => prepared.begin(await this.starts.take(request, line));
  }
}
