/** Why the embedded broker refuses, or closes a connection. */
export const REFUSALS = [
  'not-bound', // a publication where its user is not bound to
  'subscription', // a subscription that its user may not have, or one too many
  'credentials', // a name, password or certificate that is not right
  'connections', // one connection too many
  'stalled', // a connection that said nothing, or began a packet and did not go on
  'slow', // a client that does not take what is sent to it
  'retained', // to keep one more message for later subscribers
  'not-mqtt', // bytes that are no MQTT
] as const;
export type RefusalKind = (typeof REFUSALS)[number];

/** What the embedded broker did to protect itself, since the process began. */
export interface GuardCounts {
  refused: Record<RefusalKind, number>;
  /** Messages that had to wait since their client sent too fast. */
  heldBack: number;
  /** Messages of which only the begin was read. */
  cut: number;
}

export const noGuardCounts = (): GuardCounts => ({
  refused: Object.fromEntries(REFUSALS.map((kind) => [kind, 0])) as Record<RefusalKind, number>,
  heldBack: 0,
  cut: 0,
});
