import { isMap } from '../../../../src/contract/plain.js';

/** As much of JSON Schema (draft 7) as plant files have. */
export interface Schema {
  type?: string | string[];
  description?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean | Schema;
  items?: Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  enum?: unknown[];
  const?: unknown;
  default?: unknown;
  pattern?: string;
}

/** What may stand at a place of a document: every alternative that what stands there already leaves open. */
export function schemasAt(root: Schema, steps: readonly (string | number)[], document: unknown): Schema[] {
  let value = document;
  let open = openAlternatives([root], value);
  for (const step of steps) {
    value = below(value, step);
    open = openAlternatives(
      open.flatMap((schema) => schemaBelow(schema, step)),
      value,
    );
  }
  return open;
}

const below = (value: unknown, step: string | number): unknown => {
  if (Array.isArray(value)) return value[Number(step)] as unknown;
  return isMap(value) ? value[step] : undefined;
};

function schemaBelow({ properties, additionalProperties, items }: Schema, step: string | number): Schema[] {
  if (typeof step === 'number') return items ? [items] : [];
  const named = properties && Object.hasOwn(properties, step) ? properties[step] : undefined;
  if (named) return [named];
  return typeof additionalProperties === 'object' ? [additionalProperties] : [];
}

/** Alternatives side by side, without those that name another constant than the document has. What is said of all is said of each. */
function openAlternatives(schemas: readonly Schema[], value: unknown): Schema[] {
  const each = schemas.flatMap(alternatives);
  const fitting = each.filter((schema) => isMap(value) && !contradicts(schema, value));
  return fitting.length > 0 ? fitting : each;
}

function alternatives({ anyOf, oneOf, allOf, ...rest }: Schema): Schema[] {
  const branches = [...(anyOf ?? []), ...(oneOf ?? []), ...(allOf ?? [])];
  const own = rest.properties || rest.items || rest.enum || rest.type || branches.length === 0 ? [rest] : [];
  const described = (branch: Schema): Schema => (rest.description === undefined ? branch : { ...branch, description: branch.description ?? rest.description });
  return [...own, ...branches.flatMap((branch) => alternatives(described(branch)))];
}

function contradicts({ properties = {} }: Schema, value: Record<string, unknown>): boolean {
  return Object.entries(properties).some(([key, schema]) => {
    const said = value[key];
    return said !== undefined && said !== null && schema.const !== undefined && schema.const !== said;
  });
}
