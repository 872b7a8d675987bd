/** What each session at the broker is subscribed to: topic filters by client id. */
export type SessionFilters = Readonly<Record<string, readonly string[]>>;

/** A session as it shall be. */
export interface PlannedSession {
  clientId: string;
  /** False: it is at the broker from before, and may hold messages still. */
  wanted: boolean;
  filters: readonly string[];
  /** What it is subscribed to and shall not be any more. */
  former: readonly string[];
}

/** The sessions that are wanted, and those that are at the broker and are wanted no more. */
export function planSessions(wanted: SessionFilters, known: SessionFilters): PlannedSession[] {
  return [...new Set([...Object.keys(wanted), ...Object.keys(known)])].map((clientId) => {
    const filters = wanted[clientId] ?? [];
    return { clientId, wanted: wanted[clientId] !== undefined, filters, former: (known[clientId] ?? []).filter((filter) => !filters.includes(filter)) };
  });
}

/** What the sessions may be subscribed to while they become what they shall be. */
export const whileChanging = (plan: readonly PlannedSession[]): SessionFilters =>
  Object.fromEntries(plan.map(({ clientId, filters, former }) => [clientId, [...filters, ...former]]));
