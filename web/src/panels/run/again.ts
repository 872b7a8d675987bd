import type { AnyDocument, Run } from '../../../../src/contract/run.js';

/** The question of a run again, from where that began, with so many replications. The first of them are those of the run. */
export function again(run: Pick<Run, 'request'>, { start: began }: { start: { from: string; hash: string } }, replications: number): AnyDocument {
  const { precision: _, ...asked } = run.request as AnyDocument & { precision?: unknown };
  const start = began.from === 'live' ? { from: 'snapshot' as const, hash: began.hash } : asked.start;
  return { ...asked, ...(start && { start }), replications } as AnyDocument;
}
