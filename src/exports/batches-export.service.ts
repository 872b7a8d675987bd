import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { LineId } from '../contract/equipment.js';
import type { BatchView } from '../contract/stream.js';
import { refusal } from '../contract/refusal.js';
import { ProblemError } from '../platform/problem.js';
import { TwinService } from '../twin/twin.service.js';
import { field, MEASURED, rowsOf, type Exporter, type Field, type Rows } from './exporter.js';

const FIELDS: Field<BatchView>[] = [
  field('batch', 'text', ({ id }) => id),
  field('unit', 'text', ({ unit }) => unit),
  field('from', 'time', ({ fromUs }) => fromUs),
  field('to', 'time', ({ toUs }) => toUs),
  field('good', 'number', ({ good }) => good),
  field('rejected', 'number', ({ rejected }) => rejected),
  field('stops', 'number', ({ stops }) => stops),
];
const Query = z.strictObject({});

/** Batches of every unit of a line. */
@Injectable()
export class BatchesExport implements Exporter<z.infer<typeof Query>> {
  readonly query = Query;

  constructor(private readonly twin: TwinService) {}

  async open(line: LineId): Promise<Rows> {
    if (!this.twin.has(line)) throw new ProblemError('not-found', refusal('noLine', { id: line }));
    return { name: 'batches', title: { en: 'Batches', fr: 'Lots' }, origin: MEASURED, period: null, ...rowsOf(FIELDS, this.twin.batches(line)) };
  }
}
