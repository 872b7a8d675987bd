import { Inject, Injectable } from '@nestjs/common';
import type { CellFollower } from '../cells/follower.js';
import { CellsService } from '../cells/cells.service.js';
import type { LineId } from '../contract/equipment.js';
import type { Observation } from '../contract/telemetry.js';
import { type WatchedCell, watchedCell } from '../model/cell-mirror/alarm-rules.js';
import { hearCell, type KnownOfCell, surveyCell } from '../model/cell-mirror/alarm-watch.js';
import { CLOCK, type Clock } from '../platform/clock.js';
import { PlantService, type PlantCell } from '../plant/plant.service.js';
import { AlarmRegistry } from './alarm-registry.service.js';
import type { LiveAlarms } from './live-alarms.js';

interface OfCell {
  plant: PlantCell;
  alarms: LiveAlarms<WatchedCell>;
  /** all that is known was looked at since the start */
  surveyed: boolean;
}

/** Watches the alarms of every cell along with its record: those of its rules, and those that its machines send. */
@Injectable()
export class CellAlarms implements CellFollower {
  private readonly of = new Map<LineId, OfCell>();

  constructor(
    private readonly cells: CellsService,
    private readonly plant: PlantService,
    private readonly registry: AlarmRegistry,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    cells.follow(this);
  }

  async begin(): Promise<void> {
    for (const plant of this.plant.cells()) {
      const { id } = plant.definition;
      const of = { id, kind: 'cell' as const, wallNowUs: () => this.cells.wallNowUs(id) };
      this.of.set(id, { plant, alarms: await this.registry.open(of, watchedCell(plant.compiled)), surveyed: false });
    }
  }

  reading(cell: LineId, known: KnownOfCell, observation: Observation, nextOffset: number): void {
    const of = this.of.get(cell);
    if (!of || known.mirror.asOfUs === null) return;
    const { plant, alarms } = of;
    const { compiled } = plant;
    const at = { asOfUs: known.mirror.asOfUs, nextOffset, wallUs: this.clock.nowUs() };
    alarms.hear(at, () => {
      const facts = hearCell(compiled, alarms.watched, alarms.book, known, observation);
      if (of.surveyed) return facts;
      of.surveyed = true;
      return [...facts, ...surveyCell(compiled, alarms.watched, alarms.book, known)];
    });
  }

  batch(cell: LineId, nextOffset: number): void {
    const alarms = this.of.get(cell)?.alarms;
    alarms?.heardBatch(nextOffset);
    if (alarms && alarms.unwritten.length > 0) this.registry.writeSoon();
  }

  /** Rejects where the database does not take it. */
  keep(): Promise<void> {
    return this.registry.write();
  }
}
