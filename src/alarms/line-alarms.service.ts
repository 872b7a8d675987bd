import { Inject, Injectable } from '@nestjs/common';
import type { LineId } from '../contract/equipment.js';
import { hearLine, type WatchedLine, watchedLine } from '../model/alarm-sense.js';
import type { Books } from '../model/books.js';
import { CLOCK, type Clock } from '../platform/clock.js';
import { PlantService, type PlantLine } from '../plant/plant.service.js';
import type { TwinFollower } from '../twin/follower.js';
import { TwinService } from '../twin/twin.service.js';
import { AlarmRegistry } from './alarm-registry.service.js';
import type { LiveAlarms } from './live-alarms.js';

interface OfLine {
  plant: PlantLine;
  alarms: LiveAlarms<WatchedLine>;
}

/** Watches the alarms of every line along with its twin. */
@Injectable()
export class LineAlarms implements TwinFollower {
  private readonly lines = new Map<LineId, OfLine>();

  constructor(
    private readonly twin: TwinService,
    private readonly plant: PlantService,
    private readonly registry: AlarmRegistry,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    twin.follow(this);
  }

  async begin(): Promise<void> {
    for (const plant of this.plant.lines()) {
      const { id } = plant.definition;
      const of = { id, kind: 'line' as const, wallNowUs: () => this.twin.wallNowUs(id) };
      this.lines.set(id, { plant, alarms: await this.registry.open(of, watchedLine(plant.compiled)) });
    }
  }

  reading(line: LineId, books: Readonly<Books>, nextOffset: number): void {
    const of = this.lines.get(line);
    if (!of) return;
    const { plant, alarms } = of;
    const at = { asOfUs: books.asOfUs!, nextOffset, wallUs: this.clock.nowUs() };
    if (alarms.watched.rules.size > 0) alarms.hear(at, () => hearLine(plant.compiled, alarms.watched, alarms.book, books));
  }

  batch(line: LineId, nextOffset: number): void {
    const alarms = this.lines.get(line)?.alarms;
    alarms?.heardBatch(nextOffset);
    if (alarms && alarms.unwritten.length > 0) this.registry.writeSoon();
  }

  /** Rejects where the database does not take it. */
  keep(): Promise<void> {
    return this.registry.write();
  }
}
