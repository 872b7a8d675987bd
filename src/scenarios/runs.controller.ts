import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { allows, type Principal, type Scope } from '../auth/principal.js';
import { Caller, RequireScope } from '../auth/require-scope.js';
import { Run, RunPage } from '../contract/run.js';
import { ScenarioResult } from '../contract/scenario.js';
import { refusal } from '../contract/refusal.js';
import { ProblemError } from '../platform/problem.js';
import { PlantService } from '../plant/plant.service.js';
import { AskedSchema, type Asked } from './asked.js';
import type { RunRow } from './entities.js';
import { PageQuery } from './page.js';
import { RunsService } from './runs.service.js';
import { sendEvents } from './sse.js';
import { visiblePlaces } from './visible.js';

export const FreshQuery = z.object({ fresh: z.enum(['true', 'false']).default('false').describe('true: run again even where the answer is known') });
export type FreshQuery = z.infer<typeof FreshQuery>;

const RunsQuery = PageQuery.extend({ verdicts: z.enum(['true', 'false']).default('false').describe('true: with what each answer says of its variants') });
type RunsQuery = z.infer<typeof RunsQuery>;

/** A run that is still there answers 200; one that was accepted 202. Both say where it is. */
export function answerRun(reply: FastifyReply, { run, existing }: { run: Run; existing: boolean }): Run {
  reply.status(existing ? 200 : 202).header('location', `/api/v1/runs/${run.id}`);
  return run;
}

/** Throws 403. */
export function demandOn(line: string, caller: Principal, scope: Scope): void {
  if (!allows(caller, scope, line)) throw new ProblemError('forbidden', refusal('noScope', { who: caller.name, scope, where: `line ${line}` }));
}

const Id = z.uuid();

/** A run on whose line or site the caller has the scope. Throws 404 and 403. */
export async function findRun(runs: RunsService, id: string, caller: Principal, scope: Scope): Promise<RunRow> {
  if (!Id.safeParse(id).success) throw new ProblemError('not-found', refusal('noRun', { id }));
  const run = await runs.find(id);
  demandOn(run.line, caller, scope);
  return run;
}

@ApiTags('what-if')
@Controller('api/v1/runs')
export class RunsController {
  constructor(
    private readonly runs: RunsService,
    private readonly plant: PlantService,
  ) {}

  @Post()
  @ApiOperation({ summary: 'Asks a what-if', description: '202 with Location; 200 with the existing run where the same was asked before from the same state.' })
  @HttpCode(202)
  @RequireScope('run')
  @ApiAcceptedResponse({ standardSchema: Run })
  @ApiOkResponse({ standardSchema: Run, description: 'the run that is there already' })
  async ask(
    @Body({ schema: AskedSchema }) asked: Asked,
    @Query({ schema: FreshQuery }) { fresh }: FreshQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Run> {
    return answerRun(reply, await this.runs.ask(asked, { fresh: fresh === 'true', scenario: null }));
  }

  @Get()
  @ApiOperation({ summary: 'Runs, newest first, without their answers' })
  @RequireScope('read', 'any-line')
  @ApiOkResponse({ standardSchema: RunPage })
  list(@Query({ schema: RunsQuery }) query: RunsQuery, @Caller() caller: Principal): Promise<RunPage> {
    return this.runs.list(query, visiblePlaces(this.plant, caller), query.verdicts === 'true');
  }

  @Get(':id')
  @ApiOperation({ summary: 'A run with its progress and, once it has succeeded, its answer' })
  @RequireScope('read', 'any-line')
  @ApiOkResponse({ standardSchema: Run })
  async show(@Param('id') id: string, @Caller() caller: Principal): Promise<Run> {
    return this.runs.show(await findRun(this.runs, id, caller, 'read'));
  }

  @Get(':id/result')
  @ApiOperation({ summary: 'The answer, byte for byte' })
  @RequireScope('read', 'any-line')
  @ApiOkResponse({ standardSchema: ScenarioResult })
  async result(@Param('id') id: string, @Caller() caller: Principal, @Res() reply: FastifyReply): Promise<void> {
    const bytes = await this.runs.bytes(await findRun(this.runs, id, caller, 'read'));
    await reply.type('application/json').send(bytes);
  }

  @Get(':id/events')
  @ApiOperation({ summary: 'Progress as server-sent events: `progress` with the intervals so far, at last `status`' })
  @RequireScope('read', 'any-line')
  @ApiProduces('text/event-stream')
  @ApiOkResponse({ schema: { type: 'string', description: 'server-sent events: data of progress is a RunProgress, that of status a RunEnd' } })
  async events(@Param('id') id: string, @Caller() caller: Principal, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    sendEvents(request, reply, await this.runs.events(await findRun(this.runs, id, caller, 'read')));
  }

  @Delete(':id')
  @ApiOperation({ summary: 'Cancels a run that has not ended', description: 'Replications that are done stay: two or more have an answer, with a note.' })
  @HttpCode(204)
  @RequireScope('run', 'any-line')
  @ApiNoContentResponse()
  async cancel(@Param('id') id: string, @Caller() caller: Principal): Promise<void> {
    this.runs.cancel(await findRun(this.runs, id, caller, 'run'));
  }
}
