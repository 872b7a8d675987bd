import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { RequireScope } from '../auth/require-scope.js';
import { LineId } from '../contract/equipment.js';
import { LatestValue, TelemetryStatus } from '../contract/telemetry.js';
import { PlantService } from '../plant/plant.service.js';
import { mirrored } from './mirrored.js';
import { Telemetry } from './telemetry.service.js';

const Line = z.object({ line: LineId });

@ApiTags('telemetry')
@Controller('api/v1')
@RequireScope('read')
export class TelemetryController {
  constructor(
    private readonly telemetry: Telemetry,
    private readonly plant: PlantService,
  ) {}

  @Get('telemetry')
  @ApiOperation({ summary: 'Counters, broker, journal and how far the history is behind' })
  @RequireScope('read', 'any-line')
  @ApiOkResponse({ standardSchema: TelemetryStatus })
  status(): TelemetryStatus {
    return this.telemetry.status();
  }

  @Get(['lines/:line/latest', 'cells/:line/latest'])
  @ApiOperation({ summary: 'The newest reading of every signal of a line or process cell' })
  @ApiOkResponse({ standardSchema: z.object({ items: z.array(LatestValue) }) })
  latest(@Param({ schema: Line }) { line }: z.infer<typeof Line>): { items: LatestValue[] } {
    return { items: this.telemetry.latest(mirrored(this.plant, line).id) };
  }
}
