import type { Dialect } from '../../src/contract/dialect.js';
import { jsonBundle } from './json-bundle.js';
import { opcUaJson } from './opcua-json.js';
import { packTags } from './packtags.js';
import { senml } from './senml.js';
import { sparkplugB } from './sparkplug-b.js';
import { unsJson } from './uns-json.js';
import type { Reading, WayOut } from './way-out.js';

/** How machines speak below a prefix, in the names of the dialect itself. `known`: what they said before, of dialects that greet with it. */
export function wayOutOf(dialect: Dialect, prefix: string, known: readonly Reading[] = []): WayOut {
  switch (dialect) {
    case 'uns-json':
      return unsJson(prefix);
    case 'packtags':
      return packTags(prefix);
    case 'json-bundle':
      return jsonBundle(prefix);
    case 'senml':
      return senml(prefix);
    case 'opcua-json':
      return opcUaJson(prefix);
    case 'sparkplug-b':
      return sparkplugB(prefix, known);
  }
}

/** What a dialect without time can tell of the past [s]: nothing. */
export const tellableS = (dialect: Dialect, historyS: number): number => (dialect === 'packtags' ? 0 : historyS);

const UNDERSTOOD = ['time', 'value', 'quality', 'states', 'modes', 'messages', 'ignore', 'dialect', 'prefix'] as const;

/** The first key of a mapping that the simulator does not speak by; null where there is none. It speaks as the dialect itself, for all machines alike. */
export function strangeKey(mapping: object | undefined, beside: readonly string[] = []): string | null {
  const given = mapping as Record<string, unknown> | undefined;
  return UNDERSTOOD.find((key) => !beside.includes(key) && given?.[key] !== undefined) ?? null;
}
