import type { UnmappedNode } from '../../contract/commissioning.js';
import type { KnownSource } from './suggest-mapping.js';
import { nodeFragment } from './mapping-yaml.js';
import { likeness } from './names.js';
import type { SeenNode } from './sparkplug-seen.js';

const LEAST = 0.5;

/** An edge node with the line or process cell of which nothing was heard and whose sources are named most like its devices; none where no name is like another. */
export function suggestNode(seen: SeenNode, sources: readonly KnownSource[]): UnmappedNode {
  let best: { known: KnownSource; topics: Record<string, string>; sum: number } | null = null;
  for (const id of new Set(sources.map(({ source }) => source.of))) {
    const own = sources.filter(({ source }) => source.of === id);
    if (own.some(({ heard }) => heard)) continue;
    const topics: Record<string, string> = {};
    let sum = 0;
    for (const { device } of seen.devices) {
      if (device === null) continue;
      const [unit, alike] = own.map(({ source }): [string, number] => [source.unit, likeness(device, source.unit)]).reduce((a, b) => (b[1] > a[1] ? b : a));
      if (alike < LEAST) continue;
      sum += alike;
      if (unit !== device) topics[unit] = device;
    }
    if (sum > (best?.sum ?? 0)) best = { known: own[0]!, topics, sum };
  }
  if (!best) return { ...seen, line: null, yaml: null };
  const { known, topics } = best;
  return { ...seen, line: known.source.of, yaml: nodeFragment(known, seen.node, topics) };
}
