import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HealthRegistry } from '../platform/health.js';
import { Telemetry } from './telemetry.service.js';

/** What /readyz hears of the way in. */
@Injectable()
export class TelemetryHealth implements OnModuleInit {
  constructor(
    private readonly registry: HealthRegistry,
    private readonly telemetry: Telemetry,
  ) {}

  onModuleInit(): void {
    this.registry.register('broker', async () => {
      const { ok, detail, address } = this.telemetry.status().broker;
      return { ok, detail: `${address}: ${detail}` };
    });
    this.registry.register('journal', async () => {
      const { ok, detail } = this.telemetry.status().journal;
      return { ok, detail };
    });
    this.registry.register('history', async () => {
      const { ok, detail, lagS } = this.telemetry.status().history;
      return { ok, detail: `${detail}; ${lagS.toFixed(1)} s behind` };
    });
  }
}
