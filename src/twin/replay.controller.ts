import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { RequireScope } from '../auth/require-scope.js';
import { LineReplay, MOST_REPLAYED, REPLAYED_H } from '../contract/line-replay.js';
import { refusal } from '../contract/refusal.js';
import { CLOCK, type Clock } from '../platform/clock.js';
import { ProblemError } from '../platform/problem.js';
import { PlantService } from '../plant/plant.service.js';
import { HISTORY, type History } from '../telemetry/history.js';
import { nowOfLine } from '../telemetry/line-now.js';
import { EXAMPLES, InstantText, LineParams, toInstantUs } from '../telemetry/series-query.js';
import { ReplayService } from './replay.service.js';

const ReplayParams = z.strictObject({
  from: InstantText.describe(`first instant: ${EXAMPLES}; within ${REPLAYED_H} h before the now of the line`),
  every: z.coerce.number().min(0.5).max(600).default(1).describe('between two views [s]'),
  count: z.coerce.number().int().min(1).max(MOST_REPLAYED).default(60).describe('so many views; fewer where the last ten seconds before now come first'),
});
type ReplayParams = z.infer<typeof ReplayParams>;

/** Readings of the last moments may still be on their way into the history: what is not there would look silent [us]. */
const ON_THE_WAY_US = 10e6;

const TEXT =
  'The twin goes over the readings of the history once more, from before the shift in which the first instant lies, and is drawn at each instant: what was ' +
  'measured, and what the model expected then. Forecasts were made of those days and are not kept. The first view is whole, each other as what changed.';

/** A line of the last day as it was. */
@ApiTags('lines')
@Controller('api/v1/lines/:line')
@RequireScope('read')
export class ReplayController {
  constructor(
    @Inject(HISTORY) private readonly history: History,
    private readonly plant: PlantService,
    private readonly replays: ReplayService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get('replay')
  @ApiOperation({ summary: 'A line as it was at past instants', description: TEXT })
  @ApiOkResponse({ standardSchema: LineReplay })
  async replay(
    @Param({ schema: LineParams }) { line }: LineParams,
    @Query({ schema: ReplayParams }) { from, every, count }: ReplayParams,
  ): Promise<LineReplay> {
    const known = this.plant.line(line);
    if (known === null) throw new ProblemError('not-found', refusal('noLine', { id: line }));
    const nowUs = await nowOfLine(known.definition, this.history, this.clock);
    const fromUs = toInstantUs(from, nowUs);
    const everyUs = Math.round(every * 1e6);
    if (fromUs > nowUs || fromUs < nowUs - REPLAYED_H * 3600e6) {
      const detail = refusal('withinHours', { hours: REPLAYED_H });
      throw new ProblemError('validation', `from ${detail}`, [{ pointer: '/from', detail }]);
    }
    const until = Math.max(1, Math.floor((nowUs - ON_THE_WAY_US - fromUs) / everyUs) + 1);
    return this.replays.replay(known, { fromUs, everyUs, count: Math.min(count, until), nowUs });
  }
}
