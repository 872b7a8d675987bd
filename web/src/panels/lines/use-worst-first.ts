import { useCallback, useState } from 'react';

/** Sorts by the need that each row tells, the greatest first. */
export function useWorstFirst(ids: readonly string[]): [sorted: string[], tell: (id: string, need: number) => void] {
  const [needs, setNeeds] = useState<Record<string, number>>({});
  const tell = useCallback((id: string, need: number) => setNeeds((known) => (known[id] === need ? known : { ...known, [id]: need })), []);
  return [[...ids].sort((a, b) => (needs[b] ?? -1) - (needs[a] ?? -1) || a.localeCompare(b)), tell];
}
