import type { ReactNode } from 'react';

/** What people call something of a plant; its id, as files and topics have it, when it is pointed at. */
export function Named({ id, children }: { id: string | null; children: ReactNode }) {
  return <span title={id ?? undefined}>{children}</span>;
}
