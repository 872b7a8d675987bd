import type { DeadLetterReason } from '../../contract/telemetry.js';

/** Why a message, or a reading of it, cannot be used. */
export interface Refusal {
  ok: false;
  reason: DeadLetterReason;
  detail: string;
}

export const refuse = (reason: DeadLetterReason, detail: string): Refusal => ({ ok: false, reason, detail });

/** A value from outside as it may be shown in a sentence: short, whatever its size or depth. */
export function shown(value: unknown): string {
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'object' && value !== null) return 'an object';
  if (typeof value === 'string') return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value);
  return String(value);
}
