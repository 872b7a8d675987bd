import type { LineDefinition } from '../contract/line.js';
import type { Issue } from '../contract/problem.js';
import { waysOf } from './network.js';

/** Two numbers of units this near are the same: they differ by rounding. */
const SAME = 1e-9;

/**
 * Good units of the line in an item of each station, along `takes` from the stations that make the product's item last; or
 * the stations for which two ways tell two numbers.
 */
export function unitsPerItem(definition: LineDefinition): { units: number[]; issues: Issue[] } {
  const { stations, product } = definition;
  const index = new Map(stations.map((station, i) => [station.id, i]));
  const ways = stations.flatMap((_, from) => waysOf(definition, from).map(({ to }) => ({ from, to: index.get(to)! })));
  const makes = stations.map(({ item }) => item === product.item);
  const units = new Array<number>(stations.length).fill(NaN);
  const issues = new Map<number, Issue>();
  const queue = stations.flatMap((_, i) => (makes[i] && !ways.some(({ from, to }) => from === i && makes[to]) ? [i] : []));
  for (const i of queue) units[i] = 1;
  const tell = (i: number, value: number) => {
    if (Number.isNaN(units[i])) {
      units[i] = value;
      queue.push(i);
    } else if (Math.abs(units[i]! / value - 1) > SAME) {
      issues.set(i, { pointer: `/stations/${i}/takes`, detail: `one ${stations[i]!.item} is ${units[i]} ${product.item} by one way and ${value} by another` });
    }
  };
  for (let i = queue.shift(); i !== undefined; i = queue.shift()) {
    for (const { from, to } of ways) {
      if (from === i) tell(to, units[i]! * stations[to]!.takes);
      else if (to === i) tell(from, units[i]! / stations[i]!.takes);
    }
  }
  return { units, issues: [...issues.values()] };
}
