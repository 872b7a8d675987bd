import { Injectable } from '@nestjs/common';
import { Gauge } from 'prom-client';
import { ALARM_PRIORITIES, type AlarmStanding } from '../contract/alarm.js';
import { Metrics } from '../platform/metrics.js';
import { AlarmRegistry } from './alarm-registry.service.js';

const HOLDS: readonly AlarmStanding[] = ['unacknowledged', 'acknowledged', 'active'];

/** How many alarms hold, for who watches the service. */
@Injectable()
export class AlarmMetrics {
  constructor(registry: AlarmRegistry, metrics: Metrics) {
    new Gauge({
      name: 'twin_alarms_active',
      help: 'alarms and advisories that hold and are neither shelved nor suppressed nor out of service',
      labelNames: ['line', 'priority'],
      registers: [metrics],
      collect() {
        for (const alarms of registry.all()) {
          const holding = alarms.active().items.filter(({ state }) => HOLDS.includes(state));
          for (const priority of ALARM_PRIORITIES) this.set({ line: alarms.of.id, priority }, holding.filter((alarm) => alarm.priority === priority).length);
        }
      },
    });
  }
}
