import { EXPORT_FORMATS, MEDIA_TYPES, type ExportFormat } from '../contract/export.js';

const BY_TYPE = new Map<string, ExportFormat>(
  EXPORT_FORMATS.filter((format) => format !== 'csv-fr').map((format) => [MEDIA_TYPES[format].split(';')[0]!, format]),
);
BY_TYPE.set('application/jsonl', 'jsonl');

/** The format that a `format` names; null: JSON, undefined: there is no such format. */
export function formatNamed(name: string): ExportFormat | null | undefined {
  if (name === 'json') return null;
  return name === 'csv' ? 'csv-en' : EXPORT_FORMATS.find((format) => format === name);
}

/** The format that an Accept header likes best (RFC 9110); null: JSON, which is also given where nothing else is asked for. */
export function formatAccepted(accept: string | undefined): ExportFormat | null {
  const liked = (accept ?? '').split(',').map((part, place) => {
    const [type = '', ...parameters] = part.split(';').map((text) => text.trim().toLowerCase());
    const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? '1';
    return { type, weight: Number(weight) || 0, place };
  });
  liked.sort((a, b) => b.weight - a.weight || a.place - b.place);
  const best = liked.find(({ type, weight }) => weight > 0 && (BY_TYPE.has(type) || type === 'application/json' || type === 'application/*' || type === '*/*'));
  return best === undefined ? null : (BY_TYPE.get(best.type) ?? null);
}
