import type { LineStops } from '../../../../src/contract/line-oee.js';

export interface ReasonGroups {
  /** reasons that stops of these machines had, the longest first */
  seen: number[];
  /** in the order of the plant file */
  others: number[];
}

/** The codes that can be given, those first that machines had in the windows given. */
export function reasonGroups(codes: readonly number[], machines: readonly Pick<LineStops, 'causes'>[]): ReasonGroups {
  const downS = new Map<number, number>();
  for (const { reason, downS: s } of machines.flatMap(({ causes }) => causes)) {
    if (reason !== null && codes.includes(reason)) downS.set(reason, (downS.get(reason) ?? 0) + s);
  }
  const seen = [...downS].sort(([, a], [, b]) => b - a).map(([code]) => code);
  return { seen, others: codes.filter((code) => !downS.has(code)) };
}
