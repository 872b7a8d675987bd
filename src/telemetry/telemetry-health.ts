import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { SparkplugStatus } from '../contract/telemetry.js';
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
    if (this.telemetry.sparkplug().nodes.length > 0)
      this.registry.register('sparkplug', async () => ({ ok: true, detail: sentenceOf(this.telemetry.sparkplug()) }));
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

/** A node that is away is the plant's matter, not ours: it makes nothing unready. */
function sentenceOf({ nodes, gaps, lostMessages }: SparkplugStatus): string {
  const online = nodes.filter((node) => node.online).length;
  const stale = nodes.filter((node) => node.stale).map(({ node }) => node);
  const sure = stale.length === 0 ? '' : `; values of ${stale.join(', ')} are uncertain until the births come`;
  return `${online} of ${nodes.length} edge nodes are online; ${gaps} gaps with ${lostMessages} messages lost since the start${sure}`;
}
