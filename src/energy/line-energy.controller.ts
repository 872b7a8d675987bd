import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { RequireScope } from '../auth/require-scope.js';
import { LineEnergy } from '../contract/line-energy.js';
import { LineParams } from '../telemetry/series-query.js';
import { WindowParams } from '../twin/line-window.js';
import { LineEnergyService } from './line-energy.service.js';

const TEXT =
  'By the counters of machines, where one has none by its power over the time in which it was heard; each kWh by what the machine did in its time. ' +
  'With the figures of the window as long before it. Time that is not known is told, and never counted as nothing. Of at most 7 days.';

/** Where the energy of a line went, as it was measured. */
@ApiTags('energy')
@Controller('api/v1/lines/:line/energy')
@RequireScope('read')
export class LineEnergyController {
  constructor(private readonly service: LineEnergyService) {}

  @Get()
  @ApiOperation({ summary: 'Energy of a line by machine, state and batch, its load and peaks, by default of the present shift', description: TEXT })
  @ApiOkResponse({ standardSchema: LineEnergy })
  energy(@Param({ schema: LineParams }) { line }: LineParams, @Query({ schema: WindowParams }) query: WindowParams): Promise<LineEnergy> {
    return this.service.energy(line, query);
  }
}
