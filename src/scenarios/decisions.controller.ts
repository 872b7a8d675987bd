import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Principal } from '../auth/principal.js';
import { Caller, RequireScope } from '../auth/require-scope.js';
import { Decision, DecisionPage, NewDecision } from '../contract/decision.js';
import { PlantService } from '../plant/plant.service.js';
import { Decisions } from './decisions.service.js';
import { PageQuery } from './page.js';
import { findRun } from './runs.controller.js';
import { RunsService } from './runs.service.js';
import { visiblePlaces } from './visible.js';

/** Which variant of an answer is to be carried out. */
@ApiTags('what-if')
@Controller('api/v1')
export class DecisionsController {
  constructor(
    private readonly decisions: Decisions,
    private readonly runs: RunsService,
    private readonly plant: PlantService,
  ) {}

  @Post('runs/:id/decisions')
  @ApiOperation({ summary: 'Decides for a variant of an answer, and says why', description: 'Kept for good with the name of the token and the time.' })
  @HttpCode(201)
  @RequireScope('edit', 'any-line')
  @ApiCreatedResponse({ standardSchema: Decision })
  async decide(@Param('id') id: string, @Body({ schema: NewDecision }) asked: NewDecision, @Caller() caller: Principal): Promise<Decision> {
    return this.decisions.decide(await findRun(this.runs, id, caller, 'edit'), asked, caller.name);
  }

  @Get('runs/:id/decisions')
  @ApiOperation({ summary: 'What was decided of a run, newest first: the first one stands' })
  @RequireScope('read', 'any-line')
  @ApiOkResponse({ standardSchema: DecisionPage })
  async ofRun(@Param('id') id: string, @Caller() caller: Principal): Promise<DecisionPage> {
    return { items: await this.decisions.ofRun((await findRun(this.runs, id, caller, 'read')).id), next: null };
  }

  @Get('decisions')
  @ApiOperation({ summary: 'Decisions, newest first' })
  @RequireScope('read', 'any-line')
  @ApiOkResponse({ standardSchema: DecisionPage })
  list(@Query({ schema: PageQuery }) query: PageQuery, @Caller() caller: Principal): Promise<DecisionPage> {
    return this.decisions.list(query, visiblePlaces(this.plant, caller));
  }
}
