import { Readable } from 'node:stream';
import { Inject, Injectable, Logger, StreamableFile, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Observable } from 'rxjs';
import { from } from 'rxjs';
import { EXPORT_FORMATS, MEDIA_TYPES, ENDINGS, type ExportFormat } from '../contract/export.js';
import { explain, toIssue } from '../contract/explain.js';
import { TooManyRows, type Table } from '../exchange/table.js';
import { WRITERS } from '../exchange/writers.js';
import { CLOCK, type Clock } from '../platform/clock.js';
import { ProblemError } from '../platform/problem.js';
import { PlantService } from '../plant/plant.service.js';
import type { Exporter, Rows } from './exporter.js';
import { Exporters } from './exporters.service.js';
import { formatAccepted, formatNamed } from './negotiate.js';

type Query = Record<string, unknown>;

/**
 * Answers in the format that ?format or the Accept header asks for, where there is an exporter; all else goes its way. It runs after
 * the guards, and before what the handler demands of a query: an export may go further than its JSON answer.
 */
@Injectable()
export class ExportInterceptor implements NestInterceptor {
  private readonly logger = new Logger('exports');

  constructor(
    private readonly exporters: Exporters,
    private readonly plant: PlantService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const exporter = context.getType() === 'http' ? this.exporters.of(context.getHandler()) : null;
    if (exporter === null) return next.handle();
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    void reply.header('vary', 'accept');
    const { format: named, ...query } = request.query as Query;
    const format = named === undefined ? formatAccepted(request.headers.accept) : readFormat(named);
    request.query = query;
    return format === null ? next.handle() : from(this.answer(exporter, format, request));
  }

  private async answer(exporter: Exporter, format: ExportFormat, request: FastifyRequest): Promise<StreamableFile> {
    const params = request.params as { line?: string; cell?: string };
    const line = params.line ?? params.cell ?? '';
    const explained = explain(exporter.query, request.query);
    if (!explained.ok) {
      const issues = explained.faults.map(toIssue);
      throw new ProblemError('validation', issues.map(({ pointer, detail }) => `${pointer}: ${detail}`).join('; '), issues);
    }
    const rows = await exporter.open(line, explained.value);
    const table = this.table(line, rows, /^fr\b/i.test(request.headers['accept-language'] ?? '') ? 'fr' : 'en');
    const stream = Readable.from(await begun(WRITERS[format](table)), { objectMode: false });
    // Half of an answer is out: the connection is cut, so that nobody takes it for a whole one.
    stream.once('error', (error) => this.logger.error(`the export of ${rows.name} of ${line} broke off: ${error.message}`));
    return new StreamableFile(stream, { type: MEDIA_TYPES[format], disposition: `attachment; filename="${line}-${rows.name}.${ENDINGS[format]}"` });
  }

  private table(line: string, { name, title, origin, period, columns, rows }: Rows, lang: 'en' | 'fr'): Table {
    const plant = this.plant.line(line) ?? this.plant.cell(line)!;
    const about = { lang, name, title: title[lang], of: line, period, modelVersion: plant.version, generatedAtUs: this.clock.nowUs(), origin: origin[lang] };
    return { columns, rows, timezone: plant.definition.timezone, about };
  }
}

function readFormat(named: unknown): ExportFormat | null {
  const format = typeof named === 'string' ? formatNamed(named) : undefined;
  if (format !== undefined) return format;
  const detail = `expected one of json, csv, ${EXPORT_FORMATS.join(', ')}`;
  throw new ProblemError('validation', `format: ${detail}`, [{ pointer: '/format', detail }]);
}

/** The same pieces; faults up to the first come now, while they can still leave as a problem. */
async function begun(pieces: AsyncGenerator<Uint8Array, void>): Promise<AsyncGenerator<Uint8Array, void>> {
  try {
    const first = await pieces.next();
    return after(first, pieces);
  } catch (error) {
    throw error instanceof TooManyRows ? new ProblemError('too-large', error.message) : error;
  }
}

async function* after(first: IteratorResult<Uint8Array, void>, pieces: AsyncGenerator<Uint8Array, void>): AsyncGenerator<Uint8Array, void> {
  try {
    if (!first.done) yield first.value;
    yield* pieces;
  } finally {
    await pieces.return();
  }
}
