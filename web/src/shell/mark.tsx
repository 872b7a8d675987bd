/** A machine and, dashed, its twin. */
export function Mark() {
  return (
    <svg width="30" height="22" viewBox="0 0 30 22" aria-hidden="true">
      <rect x="1" y="3" width="11.5" height="15" rx="2" fill="var(--twin-bar)" stroke="var(--twin-outline)" strokeWidth="1.2" />
      <path d="M13 10.5h4" stroke="var(--twin-outline)" strokeWidth="1.6" />
      <rect x="17.5" y="3" width="11.5" height="15" rx="2" fill="none" stroke="var(--twin-sim)" strokeWidth="1.7" strokeDasharray="3 2.2" />
    </svg>
  );
}
