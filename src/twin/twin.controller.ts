import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { allows, type Principal } from '../auth/principal.js';
import { Caller, RequireScope } from '../auth/require-scope.js';
import { LineId } from '../contract/equipment.js';
import { BatchView, LineView, TwinEvent } from '../contract/stream.js';
import { LineSummary } from '../contract/summary.js';
import { Micros } from '../contract/units.js';
import { refusal } from '../contract/refusal.js';
import { ProblemError } from '../platform/problem.js';
import { PlantService } from '../plant/plant.service.js';
import { summary } from './summary.js';
import { TwinService } from './twin.service.js';

const LineParams = z.object({ line: LineId });
type LineParams = z.infer<typeof LineParams>;
const EventsQuery = z.object({ after: z.coerce.number().int().min(0).default(0).describe('number of the last event that is known already') });
type EventsQuery = z.infer<typeof EventsQuery>;

/** The state of the twins over HTTP. The stream gives the same, and what changes. */
@ApiTags('lines')
@Controller('api/v1/lines')
export class TwinController {
  constructor(
    private readonly twin: TwinService,
    private readonly plant: PlantService,
  ) {}

  @Get()
  @ApiOperation({ summary: 'The lines that the caller may see' })
  @RequireScope('read', 'any-line')
  @ApiOkResponse({ standardSchema: z.object({ items: z.array(LineSummary), next: z.null() }) })
  list(@Caller() caller: Principal): { items: LineSummary[]; next: null } {
    const lines = this.twin.lines().filter((line) => allows(caller, 'read', line));
    return { items: lines.map((line) => summary(this.twin.view(line).view, this.plant.line(line)?.definition.plan?.unitsPerShift ?? null)), next: null };
  }

  @Get(':line')
  @ApiOperation({ summary: 'A line as it is now: what was measured, what the model expects' })
  @RequireScope('read')
  @ApiOkResponse({ standardSchema: z.object({ epoch: z.string(), rev: z.int(), asOfUs: Micros, view: LineView }) })
  one(@Param({ schema: LineParams }) { line }: LineParams): { epoch: string; rev: number; asOfUs: Micros; view: LineView } {
    return this.twin.view(this.known(line));
  }

  @Get(':line/batches')
  @ApiOperation({ summary: 'Batches of every unit, oldest first, those under way last' })
  @RequireScope('read')
  @ApiOkResponse({ standardSchema: z.object({ items: z.array(BatchView), next: z.null() }) })
  batches(@Param({ schema: LineParams }) { line }: LineParams): { items: BatchView[]; next: null } {
    return { items: this.twin.batches(this.known(line)), next: null };
  }

  @Get(':line/events')
  @ApiOperation({ summary: 'What happened since an event that is known', description: 'Numbers count within the epoch; the last thousand are kept.' })
  @RequireScope('read')
  @ApiOkResponse({ standardSchema: z.object({ epoch: z.string(), items: z.array(TwinEvent), next: z.null() }) })
  events(
    @Param({ schema: LineParams }) { line }: LineParams,
    @Query({ schema: EventsQuery }) { after }: EventsQuery,
  ): { epoch: string; items: TwinEvent[]; next: null } {
    return { epoch: this.twin.epoch, items: this.twin.events(this.known(line), after), next: null };
  }

  private known(line: LineId): LineId {
    if (!this.twin.has(line)) throw new ProblemError('not-found', refusal('noLine', { id: line }));
    return line;
  }
}
