import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import type { TFunction } from 'i18next';
import { cursorPlace } from './cursor-place.js';
import { offersAt, type Offer } from './offers.js';
import type { Schema } from './schema-at.js';

/** Completes keys and values of a plant file by its schema. */
export const completionBy =
  (schema: Schema, t: TFunction) =>
  ({ state, pos, explicit }: CompletionContext): CompletionResult | null => {
    const text = state.doc.toString(); // with \n at the ends of lines, as positions count
    const place = cursorPlace(text, pos);
    if (!place || (place.from === pos && !explicit && place.what !== 'value')) return null;
    const hasColon = /^\s*:/.test(text.slice(place.to, place.to + 20));
    const options = offersAt(schema, place).map((offer, i) => completionOf(offer, hasColon, i, t));
    return options.length === 0 ? null : { from: place.from, to: place.to, options, validFor: /^[\w./-]*$/ };
  };

function completionOf({ label, what, kind, units, description, required }: Offer, hasColon: boolean, order: number, t: TFunction): Completion {
  const detail = [
    required && t('files.needed'),
    kind && t(`files.kindsOf.${kind}`),
    units.length > 0 && t('files.withUnit', { units: units.join(', ') }),
  ].filter(Boolean);
  return {
    label,
    type: what === 'key' ? 'property' : 'enum',
    detail: detail.join(', '),
    boost: -Math.min(order, 99),
    ...(description === null ? {} : { info: description }),
    ...(what === 'key' && !hasColon ? { apply: `${label}: ` } : {}),
  };
}
