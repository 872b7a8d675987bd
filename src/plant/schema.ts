import { z } from 'zod';
import { LineDefinition } from '../contract/line.js';

/** JSON Schema (draft 7, which editors understand) of a plant file as people write it. */
export function lineSchema(): Record<string, unknown> {
  const schema = z.toJSONSchema(LineDefinition, { io: 'input', target: 'draft-7' });
  return { ...schema, title: 'Pharmatwin line', description: 'A production line: its stations in the order of the flow, shifts, energy and MQTT mapping.' };
}
