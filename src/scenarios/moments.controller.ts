import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { RequireScope } from '../auth/require-scope.js';
import { LineId } from '../contract/equipment.js';
import { isoTime } from '../platform/iso-time.js';
import { MOMENT_EVERY_S, Moments as MomentsView } from '../contract/moment.js';
import { refusal } from '../contract/refusal.js';
import { ProblemError } from '../platform/problem.js';
import { PlantService } from '../plant/plant.service.js';
import { Moments } from './moments.service.js';

const LineParams = z.strictObject({ line: LineId });

@ApiTags('what-if')
@Controller(['api/v1/lines/:line/moments', 'api/v1/cells/:line/moments'])
export class MomentsController {
  constructor(
    private readonly moments: Moments,
    private readonly plant: PlantService,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Past instants at which a question can begin' })
  @RequireScope('read')
  @ApiOkResponse({ standardSchema: MomentsView })
  async list(@Param({ schema: LineParams }) { line }: z.infer<typeof LineParams>): Promise<MomentsView> {
    if (!this.plant.line(line) && !this.plant.cell(line)) throw new ProblemError('not-found', refusal('noLineOrCell', { id: line }));
    const instants = await this.moments.instants(line);
    return { line, everyS: MOMENT_EVERY_S, items: instants.map(isoTime) };
  }
}
