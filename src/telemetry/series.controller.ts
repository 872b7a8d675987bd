import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { RequireScope } from '../auth/require-scope.js';
import { Series, StateSpan } from '../contract/telemetry.js';
import type { Micros } from '../contract/units.js';
import { refusal } from '../contract/refusal.js';
import { CLOCK, type Clock } from '../platform/clock.js';
import { ProblemError } from '../platform/problem.js';
import { PlantService } from '../plant/plant.service.js';
import { decimated, SILENT_US } from './decimate.js';
import { HISTORY, type History, type Window } from './history.js';
import { nowOfLine } from './line-now.js';
import { mirrored, type Mirrored } from './mirrored.js';
import { LineParams, SeriesParams, StatesParams, toInstantUs, type Instant } from './series-query.js';

const SERIES_TEXT =
  'At most maxPoints points: the readings, led by the value in force at the begin, or windows where there are more. A value holds until the next point. ' +
  'A null says that the value is not known from there on: its source gave none, or nothing at all was heard of the unit for more than 5 minutes, as in /states. ' +
  'Counters (goodCount, processedCount, defectiveCount, energy, total, used.*) are not held: they rise from one point to the next, and windows without a reading are left out. ' +
  'Events are told as they came, the first maxPoints of the stretch.';
const LONGEST_STATES_US = 7 * 86_400e6;

/** What the history holds of a line or a process cell, ready to draw. */
@ApiTags('lines')
@Controller(['api/v1/lines/:line', 'api/v1/cells/:line'])
@RequireScope('read')
export class SeriesController {
  constructor(
    @Inject(HISTORY) private readonly history: History,
    private readonly plant: PlantService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** One signal of one unit, at most maxPoints points; `now` is the line's. */
  @Get('series')
  @ApiOperation({ summary: 'Points of one signal of one unit', description: SERIES_TEXT })
  @ApiOkResponse({ standardSchema: Series })
  async series(@Param({ schema: LineParams }) { line }: LineParams, @Query({ schema: SeriesParams }) query: SeriesParams): Promise<Series> {
    const known = mirrored(this.plant, line);
    if (!known.sources.has(query.unit)) throw new ProblemError('not-found', refusal('noUnit', { kind: known.kind, place: line, unit: query.unit }));
    const { unit, signal, maxPoints } = query;
    return decimated(this.history, { line, unit, signal, ...(await this.window(known, query)) }, maxPoints);
  }

  @Get('states')
  @ApiOperation({ summary: 'States of every unit in the order of the flow, each contiguous over the window, which ends now at the latest' })
  @ApiOkResponse({ standardSchema: z.array(StateSpan) })
  async states(@Param({ schema: LineParams }) { line }: LineParams, @Query({ schema: StatesParams }) query: StatesParams): Promise<StateSpan[]> {
    const known = mirrored(this.plant, line);
    const { nowUs, ...asked } = await this.window(known, query);
    const window = { fromUs: asked.fromUs, toUs: Math.min(asked.toUs, nowUs) };
    if (window.toUs - window.fromUs > LONGEST_STATES_US) {
      throw new ProblemError('validation', refusal('atMostDays', { days: 7 }), [{ pointer: '/from', detail: refusal('withinDays', { days: 7 }) }]);
    }
    const units = known.machines.map(({ unit, from }) => this.history.states(line, unit, window, { from, silentUs: SILENT_US }));
    return (await Promise.all(units)).flat();
  }

  private async window(of: Mirrored, { from, to }: { from: Instant; to: Instant }): Promise<Window & { nowUs: Micros }> {
    const nowUs = await nowOfLine(of, this.history, this.clock);
    const window = { fromUs: toInstantUs(from, nowUs), toUs: toInstantUs(to, nowUs) };
    if (window.fromUs >= window.toUs) throw new ProblemError('validation', refusal('windowEmpty', {}), [{ pointer: '/from', detail: refusal('beforeTo', {}) }]);
    return { ...window, nowUs };
  }
}
