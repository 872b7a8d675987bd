import { Module } from '@nestjs/common';
import { AlarmsModule } from '../alarms/alarms.module.js';
import { CellsModule } from '../cells/cells.module.js';
import { TwinModule } from '../twin/twin.module.js';
import { AsyncApiController } from './asyncapi.controller.js';
import { StreamGateway } from './gateway.js';
import { DEFAULT_STREAM_OPTIONS, STREAM_OPTIONS } from './options.js';

@Module({
  imports: [TwinModule, CellsModule, AlarmsModule],
  controllers: [AsyncApiController],
  providers: [StreamGateway, { provide: STREAM_OPTIONS, useValue: DEFAULT_STREAM_OPTIONS }],
})
export class StreamModule {}
