import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { CellsService } from './cells.service.js';

const TICK_MS = 1_000;
const SAVE_MS = 60_000;

/** Draws the cells on once a second, and saves them every minute. */
@Injectable()
export class CellsUpkeep implements OnApplicationBootstrap, OnModuleDestroy {
  private timers: NodeJS.Timeout[] = [];

  constructor(private readonly cells: CellsService) {}

  onApplicationBootstrap(): void {
    this.timers = [setInterval(() => this.cells.tick(), TICK_MS), setInterval(() => void this.cells.save(), SAVE_MS)];
    for (const timer of this.timers) timer.unref();
  }

  onModuleDestroy(): void {
    for (const timer of this.timers) clearInterval(timer);
  }
}
