import { Inject, Injectable } from '@nestjs/common';
import type { LineEnergy } from '../contract/line-energy.js';
import { highestKwhPerMin } from '../model/counts.js';
import { isLong } from '../model/metering/counted.js';
import { refusal } from '../contract/refusal.js';
import { fineTimes } from '../model/metering/fine-load.js';
import { lineEnergy, type LineReadings } from '../model/metering/line-energy.js';
import { CLOCK, type Clock } from '../platform/clock.js';
import { ProblemError } from '../platform/problem.js';
import { PlantService, type PlantLine } from '../plant/plant.service.js';
import { HISTORY, type History, type Window } from '../telemetry/history.js';
import { lineWindow, type WindowParams } from '../twin/line-window.js';
import { measuredUnits } from '../twin/measured-units.js';
import { StopStatements } from '../twin/stop-statements.service.js';
import { EnergyReadings } from './readings.service.js';

const ELECTRICITY = 'electricity';

/** Where the energy of a line went: out of the history, with the stops as one that people told as one. */
@Injectable()
export class LineEnergyService {
  constructor(
    @Inject(HISTORY) private readonly history: History,
    private readonly plant: PlantService,
    private readonly readings: EnergyReadings,
    private readonly statements: StopStatements,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Throws a problem where there is no such line, or the window cannot be. */
  async energy(line: string, asked: WindowParams): Promise<LineEnergy> {
    const known = this.plant.line(line);
    if (known === null) throw new ProblemError('not-found', refusal('noLine', { id: line }));
    const window = await lineWindow(known, asked, this.history, this.clock);
    const { fromUs, toUs } = window;
    const before = { fromUs: fromUs - (toUs - fromUs), toUs: fromUs };
    const { figures } = lineEnergy(known.compiled, await this.read(known, before), before);
    return { line, before: figures, ...lineEnergy(known.compiled, await this.read(known, window), window) };
  }

  private async read(known: PlantLine, window: Window): Promise<LineReadings> {
    const { compiled } = known;
    const units = await measuredUnits(this.history, compiled, window);
    const ids = units.map(({ id }) => id);
    return {
      units,
      loads: await this.readings.loads(compiled.definition.id, ELECTRICITY, ids, fineTimes(window), {
        follows: isLong,
        kwhPerMin: (unit) => highestKwhPerMin(compiled.stations[compiled.stationOf.get(unit)!]!),
      }),
      mergers: await this.statements.mergersOf(known, window),
    };
  }
}
