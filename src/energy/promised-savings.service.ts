import { Inject, Injectable } from '@nestjs/common';
import type { LiveCell } from '../cells/live-cell.js';
import { CellScenarioResult } from '../contract/cell-scenario.js';
import type { CarriedOut } from '../contract/energy-baseline.js';
import type { Ranged } from '../contract/enpi.js';
import type { Micros } from '../contract/units.js';
import { predictedSaving, proofOf } from '../model/enpi/proof.js';
import { ProblemError } from '../platform/problem.js';
import { RunsService } from '../scenarios/runs.service.js';

/** A run that was carried out, and when. */
export interface RunNamed {
  id: string;
  /** null: the only one that it has */
  variant: string | null;
  carriedOutUs: Micros;
}

/** What runs promised, beside what was measured. */
@Injectable()
export class PromisedSavings {
  constructor(@Inject(RunsService) private readonly runs: Pick<RunsService, 'find' | 'bytes'>) {}

  /** Throws 404 without such a run of the site, and 422 where it does not tell the energy of what the baseline is of. */
  async prove(live: LiveCell, carrier: string | null, run: RunNamed, measured: Ranged): Promise<CarriedOut> {
    const cell = live.plant.definition.id;
    const row = await this.runs.find(run.id);
    if (row.line !== cell) throw new ProblemError('not-found', `${cell} has no run ${run.id}`);
    if (carrier !== null && live.plant.definition.carriers.length > 1)
      throw refused('/run', 'a run tells the energy of all carriers together: name a baseline of all of them');
    const answer = CellScenarioResult.parse(JSON.parse(await this.runs.bytes(row)));
    const told = answer.variants.flatMap(({ id, difference }) => (difference === null ? [] : [{ id, kwh: difference.energyKwh ?? null }]));
    const found = run.variant === null && told.length === 1 ? told[0] : told.find(({ id }) => id === run.variant);
    if (found === undefined || found.kwh === null) throw refused('/variant', `expected one of ${told.map(({ id }) => id).join(', ')}`);
    const { question } = row;
    const { carriedOutUs } = run;
    return { run: run.id, question, variant: found.id, carriedOutUs, proof: proofOf(predictedSaving(found.kwh, answer.horizonS), measured) };
  }
}

const refused = (pointer: string, detail: string): ProblemError => new ProblemError('validation', detail, [{ pointer, detail }]);
