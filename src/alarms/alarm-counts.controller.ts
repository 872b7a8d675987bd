import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { allows, type Principal } from '../auth/principal.js';
import { Caller, RequireScope } from '../auth/require-scope.js';
import { AlarmCount } from '../contract/alarm.js';
import { AlarmsService } from './alarms.service.js';

/** How the alarms of all lines and cells stand, for an overview. */
@ApiTags('alarms')
@Controller('api/v1/alarms')
export class AlarmCountsController {
  constructor(private readonly alarms: AlarmsService) {}

  @Get()
  @ApiOperation({ summary: 'How many alarms stand by priority, of the lines and cells that the caller may see' })
  @RequireScope('read', 'any-line')
  @ApiOkResponse({ standardSchema: z.object({ items: z.array(AlarmCount), next: z.null() }) })
  counts(@Caller() caller: Principal): { items: AlarmCount[]; next: null } {
    return { items: this.alarms.counts((line) => allows(caller, 'read', line)), next: null };
  }
}
