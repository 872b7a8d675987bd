/** What a finding is about: its source, kind and part. */
export interface Named {
  source: string;
  kind: string;
  of: string;
}

/** What the findings of a site must be: its planted fault, and what docs/sites.md admits besides. */
export interface Expectation {
  planted: Named;
  /** findings that come with the planted fault, or that the documentation owns up to */
  admitted: Named[];
}

/** By site: the faults of plants/secrets, as docs/sites.md tells them. */
export const EXPECTED: Readonly<Record<string, Expectation>> = {
  valclair: { planted: { source: 'packaging.blister', kind: 'stops', of: 'micro-stop' }, admitted: [] },
  aubremont: { planted: { source: 'press', kind: 'activity', of: 'cleaning' }, admitted: [] },
  kerlanoux: { planted: { source: 'freeze-dryer-2', kind: 'phase', of: 'primary-drying' }, admitted: [] },
  ostrevigne: { planted: { source: 'inspection-2.inspector', kind: 'rejects', of: 'inspector' }, admitted: [] },
  brisandre: { planted: { source: 'utilities.wfi', kind: 'power', of: 'heat' }, admitted: [] },
  orvalmont: { planted: { source: 'utilities.air', kind: 'utility', of: 'leak' }, admitted: [] },
};

export const keyOf = ({ source, kind, of }: Named): string => `${source} ${kind} ${of}`;
