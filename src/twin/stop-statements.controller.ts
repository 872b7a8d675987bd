import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import type { Principal } from '../auth/principal.js';
import { Caller, RequireScope } from '../auth/require-scope.js';
import { KeptStatements, StopStatements as StopStatementsBody } from '../contract/stop-statement.js';
import { refusal } from '../contract/refusal.js';
import { ProblemError } from '../platform/problem.js';
import { PlantService, type PlantLine } from '../plant/plant.service.js';
import { LineParams } from '../telemetry/series-query.js';
import { StopStatements } from './stop-statements.service.js';

const Page = z.strictObject({
  limit: z.coerce.number().int().min(1).max(500).default(50),
  cursor: z.coerce.number().int().positive().optional().describe('the "next" of the page before'),
});
type Page = z.infer<typeof Page>;

const TEXT =
  'Gives stops of machines a reason (of a part of a stop: splits it), tells several as one, or takes an earlier statement back. What was measured stays ' +
  'as it is; each statement is kept with the name of the token and the time, for good.';

/** What people say of the stops of a line. */
@ApiTags('lines')
@Controller('api/v1/lines/:line/stop-statements')
export class StopStatementsController {
  constructor(
    private readonly plant: PlantService,
    private readonly statements: StopStatements,
  ) {}

  @Post()
  @ApiOperation({ summary: 'Assigns reasons to stops, splits and merges them', description: TEXT })
  @HttpCode(201)
  @RequireScope('edit')
  @ApiCreatedResponse({ standardSchema: KeptStatements })
  async keep(
    @Param({ schema: LineParams }) { line }: LineParams,
    @Body({ schema: StopStatementsBody }) { statements }: StopStatementsBody,
    @Caller() { name }: Principal,
  ): Promise<KeptStatements> {
    return { line, items: await this.statements.keep(this.known(line), statements, name), next: null };
  }

  @Get()
  @ApiOperation({ summary: 'All that was said of stops, by whom and when, newest first' })
  @RequireScope('read')
  @ApiOkResponse({ standardSchema: KeptStatements })
  async list(@Param({ schema: LineParams }) { line }: LineParams, @Query({ schema: Page }) { limit, cursor: before }: Page): Promise<KeptStatements> {
    return { line, ...(await this.statements.page(this.known(line), { limit, before })) };
  }

  private known(line: string): PlantLine {
    const known = this.plant.line(line);
    if (known === null) throw new ProblemError('not-found', refusal('noLine', { id: line }));
    return known;
  }
}
