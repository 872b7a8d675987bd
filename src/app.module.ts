import { Module, type DynamicModule } from '@nestjs/common';
import { AlarmsModule } from './alarms/alarms.module.js';
import { AuthModule } from './auth/auth.module.js';
import { CellsModule } from './cells/cells.module.js';
import type { Config } from './config.js';
import { EnergyModule } from './energy/energy.module.js';
import { ExportsModule } from './exports/exports.module.js';
import { InfoController } from './info.controller.js';
import { MIGRATIONS } from './migrations.js';
import type { Clock } from './platform/clock.js';
import type { DatabaseServer } from './platform/database-server.js';
import { DatabaseModule } from './platform/database.module.js';
import { PlantModule } from './plant/plant.module.js';
import { PlatformModule } from './platform/platform.module.js';
import { WebModule } from './platform/web.module.js';
import { ScenariosModule } from './scenarios/scenarios.module.js';
import { StreamModule } from './stream/stream.module.js';
import { TelemetryModule } from './telemetry/telemetry.module.js';
import { TwinModule } from './twin/twin.module.js';

export interface AppParts {
  config: Config;
  server: DatabaseServer;
  clock?: Clock;
}

/** The rooms in the order of the flow of data. */
@Module({})
export class AppModule {
  static create({ config, server, clock }: AppParts): DynamicModule {
    return {
      module: AppModule,
      controllers: [InfoController],
      imports: [
        PlatformModule.forRoot(config, clock),
        AuthModule,
        DatabaseModule.forRoot({ migrations: MIGRATIONS, server }),
        PlantModule,
        TelemetryModule,
        TwinModule,
        CellsModule,
        AlarmsModule,
        ScenariosModule,
        EnergyModule,
        StreamModule,
        ExportsModule,
        WebModule,
      ],
    };
  }
}
