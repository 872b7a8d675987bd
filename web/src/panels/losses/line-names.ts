import { reasonOf } from '../../../../src/contract/reason-of.js';
import type { LineDefinition } from '../../../../src/contract/line.js';
import type { Formats } from '../../format/formats.js';

/** What people call the machines of a line and the reasons of its stops; ids and codes until its definition is there. */
export interface LineNames {
  machine: (id: string) => string;
  /** what a machine counts */
  item: (id: string) => string | null;
  reason: (code: number) => string;
}

export function lineNames(definition: LineDefinition | undefined, format: Formats): LineNames {
  const station = (id: string) => definition?.stations.find((each) => each.id === id);
  return {
    machine: (id) => (station(id) ? format.name(station(id)!.name) : id),
    item: (id) => station(id)?.item ?? null,
    reason: (code) => {
      const known = definition && reasonOf(definition, code);
      return known ? format.name(known.reason.name) : String(code);
    },
  };
}
