import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { RequireScope } from '../auth/require-scope.js';
import { KpiAccount } from '../contract/cell-kpi.js';
import { LineId, UnitId } from '../contract/equipment.js';
import { LineOee, LineStops, MachineReport } from '../contract/line-oee.js';
import { LostTime, StopAccount } from '../contract/lost-time.js';
import { refusal } from '../contract/refusal.js';
import { lineOee } from '../model/analysis/line-oee.js';
import { causesOf, lineStops, stopsOfLoss } from '../model/analysis/line-stops.js';
import { lostTime } from '../model/analysis/lost-time.js';
import { machineReport } from '../model/analysis/machine-report.js';
import { CLOCK, type Clock } from '../platform/clock.js';
import { ProblemError } from '../platform/problem.js';
import { PlantService, type PlantLine } from '../plant/plant.service.js';
import { HISTORY, type History } from '../telemetry/history.js';
import { LineParams } from '../telemetry/series-query.js';
import { lineWindow, WindowParams } from './line-window.js';
import { measuredUnits, stepsOf } from './measured-units.js';
import { StopStatements } from './stop-statements.service.js';

const StopsParams = WindowParams.extend({
  unit: UnitId.optional().describe('of this machine alone'),
  loss: StopAccount.optional().describe('of this loss of the bridge of times alone, where the line is measured; causes too'),
  limit: z.coerce.number().int().min(1).max(1000).default(500).describe('at most so many stops, the newest; causes are of all'),
});
type StopsParams = z.infer<typeof StopsParams>;

const LostTimeParams = WindowParams.extend({
  account: KpiAccount.describe('of the bridge of times'),
  limit: z.coerce.number().int().min(1).max(1000).default(500).describe('at most so many stretches, the newest; causes are of all'),
});
type LostTimeParams = z.infer<typeof LostTimeParams>;

const MachineParams = z.object({ line: LineId, unit: UnitId });
type MachineParams = z.infer<typeof MachineParams>;

const OEE_TEXT =
  'TRS, TRG, TRE, OEE and what they are made of (docs/kpis.md), each with its formula, terms and parts, and the bridge of times from total to useful ' +
  'time; of the line at its slowest station. Of at most 7 days.';
const STOPS_TEXT = 'Held or down by itself, longer than the limit of micro-stops of the line or not. Of at most 7 days.';
const LOST_TEXT =
  'Where the line is measured. Of waiting the machines that were waited for, of other time the reason that the state was told with. Of at most 7 days.';
const MACHINE_TEXT =
  'MTBF and MTTR with 95 % intervals, power by what the machine did, time at each speed beside the ideal rate, and cycle times with the law that fits them best. Of at most 7 days.';

/** Where the time of a measured line and of its machines went. */
@ApiTags('lines')
@Controller('api/v1/lines/:line')
@RequireScope('read')
export class OeeController {
  constructor(
    @Inject(HISTORY) private readonly history: History,
    private readonly plant: PlantService,
    private readonly statements: StopStatements,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get('oee')
  @ApiOperation({ summary: 'OEE of the measured line with its terms, by default of the present shift', description: OEE_TEXT })
  @ApiOkResponse({ standardSchema: LineOee })
  async oee(@Param({ schema: LineParams }) { line }: LineParams, @Query({ schema: WindowParams }) query: WindowParams): Promise<LineOee> {
    const { known, window } = await this.asked(line, query);
    const units = await measuredUnits(this.history, known.compiled, window);
    const mergers = await this.statements.mergersOf(known, window);
    return { line, ...window, ...lineOee(known.compiled, units, window, mergers) };
  }

  @Get('stops')
  @ApiOperation({ summary: 'Stops of machines with their reasons, and stops by reason, by default of the present shift', description: STOPS_TEXT })
  @ApiOkResponse({ standardSchema: LineStops })
  async stops(
    @Param({ schema: LineParams }) { line }: LineParams,
    @Query({ schema: StopsParams }) { unit, loss, limit, ...query }: StopsParams,
  ): Promise<LineStops> {
    const { known, window } = await this.asked(line, query);
    if (unit !== undefined) stationOf(known, unit);
    const units = await measuredUnits(this.history, known.compiled, window);
    const stops = lineStops(known.compiled, units, unit ?? null, window, await this.statements.saidOf(known, window)).items;
    const items = loss === undefined ? stops : stopsOfLoss(known.compiled, stops, loss);
    return { line, ...window, causes: causesOf(items), total: items.length, items: items.slice(0, limit) };
  }

  @Get('lost-time')
  @ApiOperation({ summary: 'Stretches of one account of the bridge of times and what they are put down to', description: LOST_TEXT })
  @ApiOkResponse({ standardSchema: LostTime })
  async lostTime(
    @Param({ schema: LineParams }) { line }: LineParams,
    @Query({ schema: LostTimeParams }) { account, limit, ...query }: LostTimeParams,
  ): Promise<LostTime> {
    const { known, window } = await this.asked(line, query);
    const units = await measuredUnits(this.history, known.compiled, window);
    const { causes, items } = lostTime(known.compiled, units, account, window, await this.statements.mergersOf(known, window));
    return { line, ...window, account, causes, total: items.length, items: items.slice(0, limit) };
  }

  @Get('machines/:unit')
  @ApiOperation({ summary: 'How reliable a machine was, what it drew and how fast it ran, by default in the present shift', description: MACHINE_TEXT })
  @ApiOkResponse({ standardSchema: MachineReport })
  async machine(@Param({ schema: MachineParams }) { line, unit }: MachineParams, @Query({ schema: WindowParams }) query: WindowParams): Promise<MachineReport> {
    const { known, window } = await this.asked(line, query);
    const station = stationOf(known, unit);
    const units = await measuredUnits(this.history, known.compiled, window);
    const steps = (signal: 'power' | 'speed') => stepsOf(this.history, line, unit, signal, window);
    const machine = { ...units[station]!, power: await steps('power'), speed: await steps('speed') };
    const mergers = await this.statements.mergersOf(known, window);
    return { line, unit, ...window, ...machineReport(known.compiled, units, machine, station, window, mergers) };
  }

  private async asked(line: string, query: WindowParams) {
    const known = this.plant.line(line);
    if (known === null) throw new ProblemError('not-found', refusal('noLine', { id: line }));
    return { known, window: await lineWindow(known, query, this.history, this.clock) };
  }
}

/** Place of a machine in its line. */
function stationOf({ definition, compiled }: PlantLine, unit: string): number {
  const station = compiled.stationOf.get(unit);
  if (station === undefined) throw new ProblemError('not-found', refusal('noMachine', { line: definition.id, unit }));
  return station;
}
