import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { RequireScope } from '../auth/require-scope.js';
import { DeadLetterChoice, ReplayAnswer, ReplayRequest } from '../contract/dead-letter-replay.js';
import { DeadLetter, DeadLetterPage } from '../contract/telemetry.js';
import { refusal } from '../contract/refusal.js';
import { ProblemError } from '../platform/problem.js';
import { Telemetry } from './telemetry.service.js';

const Page = z.object({
  ...DeadLetterChoice.shape,
  limit: z.coerce.number().int().min(1).max(500).default(50),
  cursor: z.string().optional(),
  replayed: z
    .enum(['true', 'false'])
    .default('false')
    .transform((flag) => flag === 'true')
    .describe('true: those that were replayed, instead of those that wait'),
});
const One = z.object({ id: z.string() });

/** What could not be used, and what can be used of it once a mapping is mended. */
@ApiTags('telemetry')
@Controller('api/v1/dead-letters')
export class DeadLettersController {
  constructor(private readonly telemetry: Telemetry) {}

  @Get()
  @ApiOperation({ summary: 'What could not be used, newest first, with its bytes and the reason' })
  @RequireScope('read')
  @ApiOkResponse({ standardSchema: DeadLetterPage })
  page(@Query({ schema: Page }) page: z.infer<typeof Page>): Promise<DeadLetterPage> {
    return this.telemetry.deadLetters(page);
  }

  @Get(':id')
  @ApiOperation({ summary: 'One dead letter' })
  @RequireScope('read')
  @ApiOkResponse({ standardSchema: DeadLetter })
  async one(@Param({ schema: One }) { id }: z.infer<typeof One>): Promise<DeadLetter> {
    const letter = await this.telemetry.deadLetter(id);
    if (!letter) throw new ProblemError('not-found', refusal('noDeadLetter', { id }));
    return letter;
  }

  @Post('replay')
  @ApiOperation({
    summary: 'Reads dead letters again by the mapping of today: a dry run unless asked otherwise',
    description:
      'What can be read now is stored once, with the time of its source, and the letter leaves the list. Readings older than the newest of their ' +
      'signal go to the history alone. Readings are counted as received anew: received = stored + duplicate + dead-lettered + in flight goes on to hold.',
  })
  @HttpCode(200)
  @RequireScope('edit')
  @ApiOkResponse({ standardSchema: ReplayAnswer })
  replay(@Body({ schema: ReplayRequest }) request: ReplayRequest): Promise<ReplayAnswer> {
    return this.telemetry.replayDeadLetters(request);
  }
}
