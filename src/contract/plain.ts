/** Keys with values, as a parsed document holds them. */
export type Fields = Record<string, unknown>;

export const isMap = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether a value is a list, not empty, of which every entry has an id. */
export const listsIds = (value: unknown): value is (Fields & { id: string })[] =>
  Array.isArray(value) && value.length > 0 && value.every((entry) => isMap(entry) && typeof entry['id'] === 'string');
