import { Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_PIPE } from '@nestjs/core';
import { CONFIG, type Config } from '../config.js';
import { CLOCK, wallClock, type Clock } from './clock.js';
import { HealthRegistry } from './health.js';
import { Metrics } from './metrics.js';
import { OpsController } from './ops.controller.js';
import { ProblemFilter } from './problem-filter.js';
import { validationPipe } from './validation.js';

/** What every room may ask for: configuration, clock, health, metrics. And how the service answers: problems and validation. */
@Module({})
export class PlatformModule {
  static forRoot(config: Config, clock: Clock = wallClock): DynamicModule {
    return {
      module: PlatformModule,
      global: true,
      controllers: [OpsController],
      providers: [
        { provide: CONFIG, useValue: config },
        { provide: CLOCK, useValue: clock },
        HealthRegistry,
        Metrics,
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_PIPE, useFactory: validationPipe },
      ],
      exports: [CONFIG, CLOCK, HealthRegistry, Metrics],
    };
  }
}
