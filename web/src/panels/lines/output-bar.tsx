/** Output of the shift as a bar, with the band that the model expected by now and a tick at the plan. */
export function OutputBar({ good, low, high, plan }: { good: number; low: number | null; high: number | null; plan: number | null }) {
  const most = Math.max(good, high ?? 0, plan ?? 0) * 1.04 || 1;
  const x = (value: number) => `${(value / most) * 100}%`;
  return (
    <svg className="output-bar" width="100%" height="16" aria-hidden="true">
      <rect x="0" y="2" width="100%" height="12" rx="2" className="output-bar-ground" />
      {low !== null && high !== null && <rect x={x(low)} y="0" width={`${((high - low) / most) * 100}%`} height="16" className="output-bar-band" />}
      <rect x="0" y="5" width={x(good)} height="6" className="output-bar-fill" />
      {plan !== null && <line x1={x(plan)} x2={x(plan)} y1="0" y2="16" className="output-bar-plan" />}
    </svg>
  );
}
