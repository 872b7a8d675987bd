import type { CellNames } from './cell-names.js';
import type { Bilingual } from './units.js';
import { PLACE_WORDS } from './place-words.js';

/** Keys that only lead to entries, or say what their entry says. */
const WAYS: readonly string[] = ['flow', 'maintenance', 'stations', 'stops', 'phases', 'route', 'tests', 'work', 'next'];

const asWords = (key: string): string => key.replaceAll('-', ' ').replace(/[A-Z]/g, (capital) => ` ${capital.toLowerCase()}`);

/** What a path by keys and ids of a cell file is called: units.press.flow.stations.press.rate as Press, rate. */
export function placeName(path: string, language: keyof Bilingual, names: CellNames): string {
  const [group, id, ...rest] = path.split('.') as [string, string | undefined, ...string[]];
  const word = (key: string) => PLACE_WORDS[key]?.[language] ?? asWords(key);
  if (id === undefined) return group in PLACE_WORDS ? word(group) : names.source(group);
  const roots: Record<string, (id: string) => string> = {
    units: names.source,
    zones: names.zone,
    utilities: names.utility,
    stores: names.store,
    products: names.product,
    releases: names.release,
    carriers: names.carrier,
  };
  const parts: string[] = [roots[group]?.(id) ?? asWords(id)];
  let machine: string | null = null;
  rest.forEach((key, i) => {
    const way = rest[i - 1];
    if (way === 'stations') {
      machine = key;
      const its = `${id}.${key}`;
      parts[0] = names.source(its) === names.source(id) ? names.source(id) : names.place(its);
    } else if (way === 'stops') parts.push(names.alarm(key, id, machine));
    else if (way === 'phases') parts.push(names.phase(key, id) ?? asWords(key));
    else if (way === 'route') parts.push(names.step(key, id));
    else if (way === 'tests') parts.push(names.test(key, id));
    else if (way === 'energy') parts.push(names.carrier(key));
    else if (way === 'maintenance') parts.push(names.maintenance(key, id));
    else if (way === 'next') parts.push(asWords(key));
    else if (!WAYS.includes(key)) parts.push(word(key));
  });
  return parts.join(', ');
}
