import { Logger } from '@nestjs/common';
import type { LineId } from '../contract/equipment.js';
import type { Forecast } from '../contract/stream.js';
import { forecast, type ForecastRequest } from './forecast.js';

interface Job {
  request: ForecastRequest;
  done: (made: Forecast) => void;
}

/** Makes forecasts one after the other. A line's newer request takes the place of its older one that still waits. */
export class Forecaster {
  private readonly logger = new Logger('Forecaster');
  private readonly waiting = new Map<string, Job>();
  private working: Promise<void> | null = null;
  private stopped = false;

  request(line: LineId, kind: 'start' | 'now', request: ForecastRequest, done: (made: Forecast) => void): void {
    if (this.stopped) return;
    this.waiting.set(`${line} ${kind}`, { request, done });
    this.working ??= this.work();
  }

  /** Resolves once nothing waits or runs any more. */
  async idle(): Promise<void> {
    while (this.working) await this.working;
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.waiting.clear();
    await this.idle();
  }

  private async work(): Promise<void> {
    for (let next = this.waiting.entries().next(); !next.done; next = this.waiting.entries().next()) {
      const [key, { request, done }] = next.value;
      this.waiting.delete(key);
      try {
        const made = await forecast(request, () => this.stopped);
        if (made) done(made);
      } catch (error) {
        this.logger.error(`forecast of ${request.line.definition.id} failed: ${(error as Error).stack ?? String(error)}`);
      }
    }
    this.working = null;
  }
}
