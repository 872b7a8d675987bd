import { Controller, Get, Inject } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { RequireScope } from '../../auth/require-scope.js';
import { CONFIG, type Config } from '../../config.js';
import { CommissioningReport } from '../../contract/commissioning.js';
import { CLOCK, type Clock } from '../../platform/clock.js';
import { Commissioning } from './commissioning.js';
import { Discovery } from './discovery.js';

@ApiTags('telemetry')
@Controller('api/v1/commissioning')
export class CommissioningController {
  constructor(
    private readonly commissioning: Commissioning,
    private readonly discovery: Discovery,
    @Inject(CONFIG) private readonly config: Pick<Config, 'mqtt'>,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'What is heard and not read, silent, late, of a wrong clock, or wrong, since the process began',
    description: 'Suggested mappings are guesses by names that are alike.',
  })
  @RequireScope('read')
  @ApiOkResponse({ standardSchema: CommissioningReport })
  report(): CommissioningReport {
    return { ...this.commissioning.report(this.clock.nowUs()), seesAll: this.config.mqtt.url === null, discovery: this.discovery.status() };
  }
}
