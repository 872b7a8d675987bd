import { z } from 'zod';
import { PlantFileKind } from '../contract/plant-file.js';
import { parseSource } from './document.js';

const Head = z.object({
  kind: PlantFileKind.catch(null),
  id: z.string().nullable().catch(null),
  name: z.object({ en: z.string(), fr: z.string() }).nullable().catch(null),
});
export type PlantHead = z.infer<typeof Head>;

const NONE: PlantHead = { kind: null, id: null, name: null };

/** What a text says to be, right or not. */
export function plantHead(text: string): PlantHead {
  const parsed = parseSource(text, '');
  const head = parsed.ok ? Head.safeParse(parsed.source.value) : null;
  return head?.success ? head.data : NONE;
}
