import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { VariantNames } from './paired.js';

const Named = z.object({ variants: z.array(z.object({ id: z.string(), name: z.string().optional() })).optional() });
const Manifest = z.object({ names: z.record(z.string(), z.string()).optional() });

/** What a question calls its variants; none where it names none. */
export function namesIn(request: unknown): VariantNames {
  const { variants = [] } = Named.safeParse(request).data ?? {};
  return new Map(variants.flatMap(({ id, name }) => (name === undefined ? [] : [[id, name] as const])));
}

/** The same as a manifest keeps it. */
export const keptNames = (names: VariantNames): { names?: Record<string, string> } => (names.size > 0 ? { names: Object.fromEntries(names) } : {});

/** What the manifest beside an answer says that its variants are called; none where there is none. */
export function namesBeside(resultFile: string): VariantNames {
  const manifest = path.join(path.dirname(resultFile), 'manifest.json');
  if (!existsSync(manifest)) return new Map();
  try {
    return new Map(Object.entries(Manifest.parse(JSON.parse(readFileSync(manifest, 'utf8'))).names ?? {}));
  } catch {
    return new Map();
  }
}
