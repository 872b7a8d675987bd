import type { CellDefinition } from '../../contract/cell.js';
import type { Issue } from '../../contract/problem.js';

/**
 * Batches that wait for each other in a circle would stay so for ever: each holds a unit or the last room of a limited store, and
 * needs the one that the next holds. A store without a limit on every circle of the routes makes that impossible. A unit may pass
 * a batch to itself. What is reworked finds room in any store, but other batches for the unit that it goes back to do not.
 */
export function circleIssues(d: CellDefinition): Issue[] {
  const ways = waysOf(d);
  return ways.flatMap((way, i) => {
    const circle = pathBetween(ways, way.to, way.from);
    // Each circle is told once, at the first of its ways.
    if (circle === null || ways.some((other, k) => k < i && pathBetween(ways, other.to, other.from) !== null)) return [];
    const names = [way.from, ...circle].map((place) => `"${place.slice(place.indexOf(' ') + 1)}"`).join(', ');
    return [{ pointer: way.pointer, detail: `batches could wait for each other for ever in a circle: ${names}; put a store without a capacity on it` }];
  });
}

interface WayBetween {
  from: string;
  to: string;
  pointer: string;
}

/** From where a batch can be held up to where it must go next. */
function waysOf({ products, stores }: CellDefinition): WayBetween[] {
  const limited = (id: string) => (stores.find((store) => store.id === id)?.capacity ?? null) !== null;
  return products.flatMap(({ route }, p) =>
    route.flatMap((step, k) => {
      const next = route[k + 1];
      const pointer = `/products/${p}/route/${k}`;
      const units = step.units.map((id) => `unit ${id}`);
      const after = (next?.units ?? []).map((id) => `unit ${id}`);
      const pairs = (from: string[], to: string[]) => from.flatMap((a) => to.map((b) => ({ from: a, to: b, pointer })));
      if (step.store === undefined) return pairs(units, after).filter(({ from, to }) => from !== to);
      if (!limited(step.store) || (next === undefined && step.release === undefined && step.rework === undefined)) return [];
      const store = [`store ${step.store}`];
      const back = route.find(({ id }) => id === step.rework?.from)?.units.map((id) => `unit ${id}`) ?? [];
      return [...pairs(units, store), ...pairs(store, after), ...pairs(store, back)];
    }),
  );
}

/** The places after `from` on a shortest path to `to`, or null. */
function pathBetween(ways: readonly WayBetween[], from: string, to: string): string[] | null {
  const reached = new Map<string, string[]>([[from, [from]]]);
  for (const [place, path] of reached) {
    if (place === to) return path;
    for (const way of ways) if (way.from === place && !reached.has(way.to)) reached.set(way.to, [...path, way.to]);
  }
  return null;
}
