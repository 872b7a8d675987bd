import { z } from 'zod';
import { LineId } from './equipment.js';

/** What this service is and which models drive its twins. */
export const Info = z.strictObject({
  name: z.string(),
  version: z.string(),
  node: z.string(),
  demo: z.boolean().describe('true: at least one line or cell is invented, its machines are simulated'),
  lines: z.array(LineId),
  cells: z.array(LineId).describe('process cells'),
  models: z.array(z.strictObject({ line: LineId.describe('line or cell'), version: z.string().describe('SHA-256 of its definition') })),
});
export type Info = z.infer<typeof Info>;
