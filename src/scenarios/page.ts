import { z } from 'zod';
import type { ObjectLiteral, Repository } from 'typeorm';

const Place = z.tuple([z.iso.datetime(), z.uuid()]);

const Cursor = z
  .string()
  .max(200)
  .transform((text, context) => {
    const place = Place.safeParse(Buffer.from(text, 'base64url').toString().split(' '));
    if (place.success) return { at: place.data[0], id: place.data[1] };
    context.addIssue({ code: 'custom', message: 'expected the "next" of the page before' });
    return z.NEVER;
  });

/** Newest first; the cursor is what the page before gave. */
export const PageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(500).default(50),
  cursor: Cursor.optional(),
  line: z.string().max(63).optional(),
});
export type PageQuery = z.infer<typeof PageQuery>;

export interface Page<Row> {
  items: Row[];
  next: string | null;
}

/** A page of rows that have id, line and createdAt. `lines` are those that may be seen, null for all. */
export async function page<Row extends ObjectLiteral & { id: string; createdAt: Date }>(
  repository: Repository<Row>,
  { limit, cursor, line }: PageQuery,
  lines: readonly string[] | null,
): Promise<Page<Row>> {
  const query = repository
    .createQueryBuilder('row')
    .orderBy('row.createdAt', 'DESC')
    .addOrderBy('row.id', 'DESC')
    .take(limit + 1);
  if (lines !== null) query.andWhere('row.line = ANY(:lines)', { lines });
  if (line !== undefined) query.andWhere('row.line = :line', { line });
  if (cursor !== undefined) query.andWhere('(row.createdAt, row.id) < (:at, :id)', cursor);
  const rows = await query.getMany();
  const items = rows.slice(0, limit);
  return { items, next: rows.length > limit ? writeCursor(items.at(-1)!) : null };
}

/** The cursor of the page after a row. */
const writeCursor = (row: { id: string; createdAt: Date }) => Buffer.from(`${row.createdAt.toISOString()} ${row.id}`).toString('base64url');
