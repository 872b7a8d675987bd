import { useCallback, useState } from 'react';

/** What a row tells of itself. */
export interface Need {
  /** how much it needs somebody */
  need: number;
  /** whether anything of it is other than it should be */
  abnormal: boolean;
}
export type TellNeed = (id: string, need: number, abnormal: boolean) => void;

/** The ids as they were given, or by the need that each row tells, the greatest first; and whether one is to be seen. */
export function useOrder(ids: readonly string[], worstFirst: boolean, abnormalOnly: boolean) {
  const [needs, setNeeds] = useState<Record<string, Need>>({});
  const tell: TellNeed = useCallback(
    (id, need, abnormal) => setNeeds((known) => (known[id]?.need === need && known[id].abnormal === abnormal ? known : { ...known, [id]: { need, abnormal } })),
    [],
  );
  const sorted = worstFirst ? [...ids].sort((a, b) => (needs[b]?.need ?? -1) - (needs[a]?.need ?? -1) || a.localeCompare(b)) : [...ids];
  const rows = sorted.map((id) => ({ id, hidden: abnormalOnly && needs[id]?.abnormal === false }));
  return { rows, tell };
}
