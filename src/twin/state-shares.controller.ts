import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { RequireScope } from '../auth/require-scope.js';
import { StateShares } from '../contract/state-shares.js';
import { refusal } from '../contract/refusal.js';
import { stateShares } from '../model/analysis/state-shares.js';
import { workSpans } from '../model/calendar.js';
import { CLOCK, type Clock } from '../platform/clock.js';
import { ProblemError } from '../platform/problem.js';
import { PlantService } from '../plant/plant.service.js';
import { HISTORY, type History } from '../telemetry/history.js';
import { nowOfLine } from '../telemetry/line-now.js';
import { LineParams } from '../telemetry/series-query.js';
import { heardUnits } from './measured-units.js';

const SharesParams = z.strictObject({
  hours: z.coerce.number().int().min(1).max(168).default(8).describe('length of the window, which ends at the now of the line [h]'),
  bins: z.coerce.number().int().min(1).max(300).default(96).describe('equal parts of the window'),
});
type SharesParams = z.infer<typeof SharesParams>;

/** What the machines of a line were in over the last hours, small enough for a list of lines. */
@ApiTags('lines')
@Controller('api/v1/lines/:line')
@RequireScope('read')
export class StateSharesController {
  constructor(
    @Inject(HISTORY) private readonly history: History,
    private readonly plant: PlantService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get('state-shares')
  @ApiOperation({ summary: 'Shares of the families of states over the last hours, in equal bins' })
  @ApiOkResponse({ standardSchema: StateShares })
  async shares(@Param({ schema: LineParams }) { line }: LineParams, @Query({ schema: SharesParams }) { hours, bins }: SharesParams): Promise<StateShares> {
    const known = this.plant.line(line);
    if (known === null) throw new ProblemError('not-found', refusal('noLine', { id: line }));
    const { definition, compiled } = known;
    const toUs = await nowOfLine(definition, this.history, this.clock);
    const fromUs = toUs - hours * 3600e6;
    const units = await heardUnits(this.history, compiled, { fromUs, toUs });
    return { line, fromUs, toUs, bins: stateShares(units, fromUs, toUs, bins, workSpans(compiled.shifts, fromUs, toUs)) };
  }
}
