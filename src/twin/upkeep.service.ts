import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Gauge } from 'prom-client';
import { Metrics } from '../platform/metrics.js';
import { TwinService } from './twin.service.js';

const TICK_MS = 1_000;
const SAVE_MS = 30_000;

/** Draws the twins on once a second, saves them every 30 s, and tells how they are. */
@Injectable()
export class TwinUpkeep implements OnApplicationBootstrap, OnModuleDestroy {
  private timers: NodeJS.Timeout[] = [];

  constructor(
    private readonly twin: TwinService,
    metrics: Metrics,
  ) {
    new Gauge({
      name: 'twin_state_age_seconds',
      help: 'time since a reading of the line was received [s]',
      labelNames: ['line'],
      registers: [metrics],
      collect() {
        for (const [line, ageS] of twin.ages()) this.set({ line }, ageS);
      },
    });
    new Gauge({
      name: 'twin_twin_deviation_ratio',
      help: 'measured / expected, of what differs at present',
      labelNames: ['line', 'unit', 'kpi'],
      registers: [metrics],
      collect() {
        this.reset();
        for (const line of twin.lines())
          for (const { unit, kind, ratio } of twin.view(line).view.deviations)
            this.set({ line, unit, kpi: kind.startsWith('power') ? 'power' : 'speed' }, ratio);
      },
    });
  }

  onApplicationBootstrap(): void {
    this.timers = [setInterval(() => this.twin.tick(), TICK_MS), setInterval(() => void this.twin.save(), SAVE_MS)];
    for (const timer of this.timers) timer.unref();
  }

  onModuleDestroy(): void {
    for (const timer of this.timers) clearInterval(timer);
  }
}
