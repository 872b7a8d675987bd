import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { RequireScope } from '../auth/require-scope.js';
import { LineLosses } from '../contract/losses.js';
import { refusal } from '../contract/refusal.js';
import { isoTime } from '../platform/iso-time.js';
import { measuredLosses } from '../model/analysis/measured-losses.js';
import { CLOCK, type Clock } from '../platform/clock.js';
import { ProblemError } from '../platform/problem.js';
import { PlantService } from '../plant/plant.service.js';
import { HISTORY, type History } from '../telemetry/history.js';
import { LineParams } from '../telemetry/series-query.js';
import { lineWindow, WindowParams } from './line-window.js';
import { measuredUnits } from './measured-units.js';

const TEXT =
  'From the states and counts of the history: the station at which blocked before turns into starved after, the machine that was active longest ' +
  'at each instant, and the good units lost between the ideal output of the time and what was made. Of at most 7 days.';

/** Which machine held a line, and where its units went: of what was measured. */
@ApiTags('lines')
@Controller('api/v1/lines/:line')
@RequireScope('read')
export class LossesController {
  constructor(
    @Inject(HISTORY) private readonly history: History,
    private readonly plant: PlantService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get('losses')
  @ApiOperation({ summary: 'Bottleneck and losses of the measured line, by default of the present shift', description: TEXT })
  @ApiOkResponse({ standardSchema: LineLosses })
  async losses(@Param({ schema: LineParams }) { line }: LineParams, @Query({ schema: WindowParams }) query: WindowParams): Promise<LineLosses> {
    const known = this.plant.line(line);
    if (known === null) throw new ProblemError('not-found', refusal('noLine', { id: line }));
    const window = await lineWindow(known, query, this.history, this.clock);
    const { bottleneck, ...rest } = measuredLosses(known.compiled, await measuredUnits(this.history, known.compiled, window), window.fromUs, window.toUs);
    return {
      line,
      from: isoTime(window.fromUs),
      to: isoTime(window.toUs),
      ...rest,
      bottleneck: bottleneck && { ...bottleneck, now: bottleneck.now && { unit: bottleneck.now.unit, since: isoTime(bottleneck.now.sinceUs) } },
    };
  }
}
