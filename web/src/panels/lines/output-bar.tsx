/** Output of the shift as a bar, with the band that the model expected by now and a tick at the plan. As high as its style says. */
export function OutputBar({ good, low, high, plan }: { good: number; low: number | null; high: number | null; plan: number | null }) {
  const most = Math.max(good, high ?? 0, plan ?? 0) * 1.04 || 1;
  const x = (value: number) => (value / most) * 100;
  const stroke = { vectorEffect: 'non-scaling-stroke' } as const;
  return (
    <svg className="output-bar" width="100%" height="16" viewBox="0 0 100 22" preserveAspectRatio="none" aria-hidden="true">
      <rect x="0" y="4" width="100" height="14" className="output-bar-ground" />
      {low !== null && high !== null && <rect {...stroke} x={x(low)} y="1" width={x(high - low)} height="20" className="output-bar-band" />}
      <rect x="0" y="8" width={x(good)} height="6" className="output-bar-fill" />
      {plan !== null && <line {...stroke} x1={x(plan)} x2={x(plan)} y1="1" y2="21" className="output-bar-plan" />}
    </svg>
  );
}
