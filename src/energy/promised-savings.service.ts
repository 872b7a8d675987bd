import { Inject, Injectable } from '@nestjs/common';
import type { LiveCell } from '../cells/live-cell.js';
import type { CellScenarioResult } from '../contract/cell-scenario.js';
import type { CarriedOut } from '../contract/energy-baseline.js';
import type { EnergySavings } from '../contract/enpi.js';
import type { Run } from '../contract/run.js';
import type { CellSearchResult } from '../contract/search-result.js';
import type { Micros } from '../contract/units.js';
import { refusal } from '../contract/refusal.js';
import { predictedSaving, proofOf } from '../model/enpi/proof.js';
import { ProblemError } from '../platform/problem.js';
import { RunsService } from '../scenarios/runs.service.js';
import { promiseOf } from './promises.js';

/** A run that was carried out, and when. */
export interface RunNamed {
  id: string;
  /** or a point of a search; null: the only one that it has, of a search the chosen one */
  variant: string | null;
  carriedOutUs: Micros;
}

/** What runs promised, beside what was measured. */
@Injectable()
export class PromisedSavings {
  constructor(@Inject(RunsService) private readonly runs: Pick<RunsService, 'find' | 'show'>) {}

  /**
   * Throws 404 without such a run of the site, 409 where it has not ended, and 422 where it has no answer, or one that does not tell the
   * energy of what the baseline is of.
   */
  async prove(live: LiveCell, carrier: string | null, { id, variant, carriedOutUs }: RunNamed, savings: EnergySavings): Promise<CarriedOut> {
    const cell = live.plant.definition.id;
    const row = await this.runs.find(id);
    if (row.line !== cell) throw new ProblemError('not-found', refusal('noRunOf', { place: cell, id }));
    if (carrier !== null && live.plant.definition.carriers.length > 1)
      throw refused('/run', 'a run tells the energy of all carriers together: name a baseline of all of them');
    const run = await this.runs.show(row);
    const answer = answerOf(run);
    const promised = promiseOf(answer, variant);
    if ('pointer' in promised) throw refused(promised.pointer, promised.detail);
    const proof = proofOf(predictedSaving(promised.difference, answer.horizonS), savings);
    return { run: id, question: run.question, variant: promised.id, carriedOutUs, proof };
  }
}

function answerOf({ id, line, status, failure, result }: Run): CellScenarioResult | CellSearchResult {
  if (status === 'queued' || status === 'running') throw new ProblemError('not-ready', refusal('runIs', { status }));
  if (failure !== null) throw refused('/run', `the run has failed, and will never have an answer: ${failure}`);
  if (result === null) throw refused('/run', `the run was ${status} before there was anything to tell: it will never have an answer`);
  if (!('cell' in result)) throw new ProblemError('not-found', `${line} is a line here: there is no run ${id} of a site of that name`);
  return result;
}

const refused = (pointer: string, detail: string): ProblemError => new ProblemError('validation', detail, [{ pointer, detail }]);
