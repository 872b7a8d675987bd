import type { CellDefinition } from '../contract/cell.js';
import type { CellScenarioRequest } from '../contract/cell-scenario.js';
import type { LineDefinition } from '../contract/line.js';
import type { Issue } from '../contract/problem.js';
import type { CellSearchRequest, LineSearchRequest } from '../contract/search.js';
import type { ScenarioRequest } from '../contract/scenario.js';
import type { Micros } from '../contract/units.js';
import { understandCell } from './cell-question.js';
import { prepareCellSearch } from './cell-search.js';
import { cellInputHash, cellSimulation } from './cell-simulation.js';
import type { CellStartState } from './cell-starts.js';
import { prepareLineSearch } from './line-search.js';
import { lineSimulation } from './line-simulation.js';
import { understand } from './question.js';
import { inputHash } from './result.js';
import type { PreparedRun } from './simulation.js';
import type { StartState } from './line-starts.js';

/** What was asked, understood: once it is known where it starts it can be run. Issues point into the request. */
export type Prepared<Start> = { ok: true; begin: (start: Start) => PreparedRun } | { ok: false; issues: Issue[] };

/** A plant file with its version. */
interface Versioned<Definition> {
  definition: Definition;
  version: string;
}

/** A question about a line, or a search over such. */
export function prepareLine(request: ScenarioRequest | LineSearchRequest, line: Versioned<LineDefinition>): Prepared<StartState> {
  if ('over' in request) return prepareLineSearch(request, line);
  const understood = understand(request, line.definition);
  if (!understood.ok) return understood;
  const begin = (start: StartState): PreparedRun => {
    const inputs = { request, modelVersion: line.version, startHash: start.hash };
    return {
      startHash: start.hash,
      inputHash: inputHash(inputs),
      total: request.replications,
      simulation: lineSimulation(understood.question, inputs, start),
    };
  };
  return { ok: true, begin };
}

/** A question about a site, or a search over such, with changes from the instant at which the horizon begins. */
export function prepareCell(request: CellScenarioRequest | CellSearchRequest, cell: Versioned<CellDefinition>, atUs: Micros): Prepared<CellStartState> {
  if ('over' in request) return prepareCellSearch(request, cell, atUs);
  const understood = understandCell(request, cell.definition, atUs);
  if (!understood.ok) return understood;
  const begin = (start: CellStartState): PreparedRun => {
    const inputs = { request, modelVersion: cell.version, startHash: start.hash };
    return {
      startHash: start.hash,
      inputHash: cellInputHash(inputs),
      total: request.replications,
      simulation: cellSimulation(understood.question, inputs, start),
    };
  };
  return { ok: true, begin };
}
