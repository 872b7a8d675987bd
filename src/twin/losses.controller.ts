import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { RequireScope } from '../auth/require-scope.js';
import { LineLosses } from '../contract/losses.js';
import type { Micros } from '../contract/units.js';
import { isoTime } from '../platform/iso-time.js';
import { measuredLosses } from '../model/analysis/measured-losses.js';
import { shiftAt, shiftsBetween, type ShiftCalendar } from '../model/calendar.js';
import { CLOCK, type Clock } from '../platform/clock.js';
import { ProblemError } from '../platform/problem.js';
import { PlantService, type PlantLine } from '../plant/plant.service.js';
import { HISTORY, type History, type Window } from '../telemetry/history.js';
import { nowOfLine } from '../telemetry/line-now.js';
import { EXAMPLES, InstantText, LineParams, toInstantUs } from '../telemetry/series-query.js';
import { measuredUnits } from './measured-units.js';

const LossesParams = z.strictObject({
  from: InstantText.optional().describe(`begin, inclusive: ${EXAMPLES}; where not given, that of the shift in which "to" lies, or of the last one before`),
  to: InstantText.prefault('now').describe('end, exclusive: written like from; at most now'),
});
type LossesParams = z.infer<typeof LossesParams>;

const TEXT =
  'From the states and counts of the history: the station at which blocked before turns into starved after, the machine that was active longest ' +
  'at each instant, and the good units lost between the ideal output of the time and what was made. Of at most 7 days.';
const LONGEST_US = 7 * 86_400e6;
/** A week always holds a shift. */
const LOOK_BACK_US = 8 * 86_400e6;

/** Which machine held a line, and where its units went: of what was measured. */
@ApiTags('lines')
@Controller('api/v1/lines/:line')
@RequireScope('read')
export class LossesController {
  constructor(
    @Inject(HISTORY) private readonly history: History,
    private readonly plant: PlantService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get('losses')
  @ApiOperation({ summary: 'Bottleneck and losses of the measured line, by default of the present shift', description: TEXT })
  @ApiOkResponse({ standardSchema: LineLosses })
  async losses(@Param({ schema: LineParams }) { line }: LineParams, @Query({ schema: LossesParams }) query: LossesParams): Promise<LineLosses> {
    const known = this.plant.line(line);
    if (known === null) throw new ProblemError('not-found', `there is no line ${line}`);
    const window = await this.window(known, query);
    const { bottleneck, ...rest } = measuredLosses(known.compiled, await measuredUnits(this.history, known.compiled, window), window.fromUs, window.toUs);
    return {
      line,
      from: isoTime(window.fromUs),
      to: isoTime(window.toUs),
      ...rest,
      bottleneck: bottleneck && { ...bottleneck, now: bottleneck.now && { unit: bottleneck.now.unit, since: isoTime(bottleneck.now.sinceUs) } },
    };
  }

  private async window({ definition, compiled }: PlantLine, { from, to }: LossesParams): Promise<Window> {
    const nowUs = await nowOfLine(definition, this.history, this.clock);
    const toUs = Math.min(nowUs, toInstantUs(to, nowUs));
    const fromUs = from === undefined ? shiftBegin(compiled.shifts, toUs) : toInstantUs(from, nowUs);
    if (fromUs >= toUs) throw new ProblemError('validation', 'from must be before to, and before now', [{ pointer: '/from', detail: 'must be before to' }]);
    if (toUs - fromUs > LONGEST_US)
      throw new ProblemError('validation', 'losses are told of at most 7 days at once', [{ pointer: '/from', detail: 'must be within 7 days before to' }]);
    return { fromUs, toUs };
  }
}

/** Begin of the shift at work just before an instant, or of the last one before it. */
function shiftBegin(shifts: ShiftCalendar, beforeUs: Micros): Micros {
  const shift = shiftAt(shifts, beforeUs - 1) ?? shiftsBetween(shifts, beforeUs - LOOK_BACK_US, beforeUs).at(-1);
  return shift?.fromUs ?? beforeUs;
}
