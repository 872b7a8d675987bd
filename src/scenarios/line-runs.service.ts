import { Injectable } from '@nestjs/common';
import type { ScenarioRequest } from '../contract/scenario.js';
import { ProblemError } from '../platform/problem.js';
import { PlantService, type PlantLine } from '../plant/plant.service.js';
import { lineSimulation } from './line-simulation.js';
import { understand, type Question } from './question.js';
import { inputHash } from './result.js';
import type { PreparedRun } from './simulation.js';
import { StartStates } from './start-states.service.js';
import { refuseIssues } from './refuse.js';

/** Questions about lines. */
@Injectable()
export class LineRuns {
  constructor(
    private readonly plant: PlantService,
    private readonly starts: StartStates,
  ) {}

  /** Checks a question against its line, and gives how it is begun. Throws 404 for an unknown line and 422 with every issue. */
  check(request: ScenarioRequest): () => Promise<PreparedRun> {
    const line = this.plant.line(request.line);
    if (!line) throw new ProblemError('not-found', `there is no line ${request.line}`, [{ pointer: '/line', detail: `there is no line ${request.line}` }]);
    const understood = understand(request, line.definition);
    if (!understood.ok) throw refuseIssues(understood.issues);
    return () => this.begin(request, line, understood.question);
  }

  /** Throws 409 where the line cannot be started from yet. */
  private async begin(request: ScenarioRequest, line: PlantLine, question: Question): Promise<PreparedRun> {
    const start = await this.starts.take(request, line);
    const inputs = { request, modelVersion: line.version, startHash: start.hash };
    return { startHash: start.hash, inputHash: inputHash(inputs), simulation: lineSimulation(question, inputs, start) };
  }
}
