import { useCallback, useEffect, useState } from 'react';
import type { Need } from './need.js';

export type TellNeed = (id: string, need: Need) => void;

/** A row tells how much it needs somebody, each time that changes. */
export const useTellNeed = (tell: TellNeed, id: string, { need, abnormal }: Need) => useEffect(() => tell(id, { need, abnormal }), [tell, id, need, abnormal]);

/** The ids as they were given, or by the need that each row tells, the greatest first; and whether one is to be seen. */
export function useOrder(ids: readonly string[], worstFirst: boolean, abnormalOnly: boolean) {
  const [needs, setNeeds] = useState<Record<string, Need>>({});
  const tell: TellNeed = useCallback((id, told) => setNeeds((known) => (isSame(known[id], told) ? known : { ...known, [id]: told })), []);
  const sorted = worstFirst ? [...ids].sort((a, b) => (needs[b]?.need ?? -1) - (needs[a]?.need ?? -1) || a.localeCompare(b)) : [...ids];
  const rows = sorted.map((id) => ({ id, hidden: abnormalOnly && needs[id]?.abnormal === false }));
  return { rows, tell };
}

const isSame = (known: Need | undefined, told: Need) => known?.need === told.need && known.abnormal === told.abnormal;
