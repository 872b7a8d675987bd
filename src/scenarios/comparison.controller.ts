import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import type { Principal } from '../auth/principal.js';
import { Caller, RequireScope } from '../auth/require-scope.js';
import { MOST_COMPARED } from '../contract/compared.js';
import { RunComparison } from '../contract/comparison.js';
import { refusal } from '../contract/refusal.js';
import { ProblemError } from '../platform/problem.js';
import { compareRuns } from './comparison.js';
import { demandOn } from './runs.controller.js';
import { RunsService } from './runs.service.js';

const Ids = z
  .string()
  .transform((text) => text.split(','))
  .pipe(z.array(z.uuid()).min(1).max(MOST_COMPARED));
const ComparisonQuery = z.object({ runs: Ids.describe('ids of one run to six, with commas; the first has the baseline') });
type ComparisonQuery = z.infer<typeof ComparisonQuery>;

@ApiTags('what-if')
@Controller('api/v1/comparison')
export class ComparisonController {
  constructor(private readonly runs: RunsService) {}

  @Get()
  @ApiOperation({
    summary: 'Answers about one line or site side by side',
    description:
      'Paired with the baseline of the first where the replications met the same chance (same start, seed and engine), else with the baseline of the same run; one that has nothing else is held against the first as independent samples. 409 where a run has no answer yet; 422 where the answers cannot be compared.',
  })
  @RequireScope('read', 'any-line')
  @ApiOkResponse({ standardSchema: RunComparison })
  async compare(@Query({ schema: ComparisonQuery }) { runs: ids }: ComparisonQuery, @Caller() caller: Principal): Promise<RunComparison> {
    const answers = await Promise.all(ids.map((id) => this.answer(id, caller)));
    const compared = compareRuns(answers);
    if (!compared.ok) throw new ProblemError('validation', compared.detail, [{ pointer: '/runs', detail: compared.detail }]);
    return compared.comparison;
  }

  private async answer(id: string, caller: Principal) {
    const row = await this.runs.find(id);
    demandOn(row.line, caller, 'read');
    const run = await this.runs.show(row);
    const { result } = run;
    if (result === null) throw new ProblemError('not-ready', refusal('runWithoutAnswer', { id, status: run.status }));
    if ('variants' in result) return { run, result };
    const detail = `run ${id} is a search: its own answer compares its points`;
    throw new ProblemError('validation', detail, [{ pointer: '/runs', detail }]);
  }
}
