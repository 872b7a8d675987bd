import type { SupplyNote } from '../../../../src/contract/supply-note.js';

type CarrierNote = SupplyNote & { carrier: string | null };

/** Each once, though several variants have it. */
export function supplyNotes(variants: readonly { supplyNotes: readonly CarrierNote[] }[]): CarrierNote[] {
  const found = new Map(variants.flatMap((variant) => variant.supplyNotes.map((note) => [`${note.carrier} ${note.detail}`, note] as const)));
  return [...found.values()];
}
