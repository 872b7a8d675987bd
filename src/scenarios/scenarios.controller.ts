import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import type { Principal, Scope } from '../auth/principal.js';
import { Caller, RequireScope } from '../auth/require-scope.js';
import { Run, Scenario, ScenarioPage } from '../contract/run.js';
import { refusal } from '../contract/refusal.js';
import { ProblemError } from '../platform/problem.js';
import { PlantService } from '../plant/plant.service.js';
import { AskedSchema, understandDocument, type Asked } from './asked.js';
import type { ScenarioRow } from './entities.js';
import { PageQuery } from './page.js';
import { answerRun, demandOn, FreshQuery } from './runs.controller.js';
import { RunsService } from './runs.service.js';
import { ScenariosService, toScenario } from './scenarios.service.js';
import { visiblePlaces } from './visible.js';

const Id = z.uuid();

@ApiTags('what-if')
@Controller('api/v1/scenarios')
export class ScenariosController {
  constructor(
    private readonly scenarios: ScenariosService,
    private readonly runs: RunsService,
    private readonly plant: PlantService,
  ) {}

  @Post()
  @ApiOperation({ summary: 'Keeps a question without running it' })
  @HttpCode(201)
  @RequireScope('run')
  @ApiCreatedResponse({ standardSchema: Scenario })
  async add(@Body({ schema: AskedSchema }) asked: Asked, @Res({ passthrough: true }) reply: FastifyReply): Promise<Scenario> {
    const scenario = await this.scenarios.add(asked);
    reply.header('location', `/api/v1/scenarios/${scenario.id}`);
    return scenario;
  }

  @Get()
  @ApiOperation({ summary: 'Questions, newest first' })
  @RequireScope('read', 'any-line')
  @ApiOkResponse({ standardSchema: ScenarioPage })
  list(@Query({ schema: PageQuery }) query: PageQuery, @Caller() caller: Principal): Promise<ScenarioPage> {
    return this.scenarios.list(query, visiblePlaces(this.plant, caller));
  }

  @Get(':id')
  @ApiOperation({ summary: 'A question that is kept' })
  @RequireScope('read', 'any-line')
  @ApiOkResponse({ standardSchema: Scenario })
  async show(@Param('id') id: string, @Caller() caller: Principal): Promise<Scenario> {
    return toScenario(await this.find(id, caller, 'read'));
  }

  @Post(':id/runs')
  @ApiOperation({ summary: 'Runs a question that is kept', description: 'Answers as POST /api/v1/runs.' })
  @HttpCode(202)
  @RequireScope('run', 'any-line')
  @ApiAcceptedResponse({ standardSchema: Run })
  @ApiOkResponse({ standardSchema: Run, description: 'the run that is there already' })
  async run(
    @Param('id') id: string,
    @Query({ schema: FreshQuery }) { fresh }: FreshQuery,
    @Caller() caller: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Run> {
    const row = await this.find(id, caller, 'run');
    return answerRun(reply, await this.runs.ask(understandDocument(row.request), { fresh: fresh === 'true', scenario: row.id }));
  }

  private async find(id: string, caller: Principal, scope: Scope): Promise<ScenarioRow> {
    if (!Id.safeParse(id).success) throw new ProblemError('not-found', refusal('noScenario', { id }));
    const row = await this.scenarios.find(id);
    demandOn(row.line, caller, scope);
    return row;
  }
}
