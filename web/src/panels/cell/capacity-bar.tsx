/** Draw as a share of the capacity. From 95 % on it is marked: who needs more waits. */
export function CapacityBar({ flow, capacity }: { flow: number | null; capacity: number | null }) {
  if (flow === null || capacity === null) return null;
  const share = Math.min(1, Math.max(0, flow / capacity));
  return (
    <svg className="capacity-bar" width="96" height="14" aria-hidden="true">
      <rect x="0.5" y="2.5" width="95" height="9" rx="2" className="capacity-ground" />
      <rect x="1" y="3" width={94 * share} height="8" className={share >= 0.95 ? 'capacity-full' : 'capacity-fill'} />
    </svg>
  );
}
