import { useQuery } from '@tanstack/react-query';
import { cellZonesQuery } from '../data/cell-queries.js';
import { lineZonesQuery } from '../data/queries.js';
import { commonZone } from '../format/common-zone.js';

const OWN_ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** In which zone to tell times that are of no one place: that of all lines and sites where they share one, else that of whoever looks. */
export function useCommonZone(): string {
  const lines = useQuery(lineZonesQuery).data ?? [];
  const cells = useQuery(cellZonesQuery).data ?? [];
  return commonZone([...lines, ...cells], OWN_ZONE);
}
