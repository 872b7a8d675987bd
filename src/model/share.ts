/** How much of a flow one way gets, whatever else it could take: the others claim what they can. Demands may be Infinity. */

/** By priority: what the ways before it leave. */
export function shareByPriority(flow: number, demands: Float64Array, count: number, of: number): number {
  let left = flow;
  for (let k = 0; k < of && k < count; k++) left -= Math.min(left, demands[k]!);
  return left;
}

/** In proportion to weights: what a way cannot take goes to the others in proportion (max-min fairness). A way that got all it asked has a negative weight afterwards. */
export function shareInProportion(flow: number, demands: Float64Array, weights: Float64Array, count: number, of: number): number {
  let left = flow;
  let total = 0;
  for (let k = 0; k < count; k++) total += weights[k]!;
  for (let found = true; found;) {
    found = false;
    for (let k = 0; k < count; k++) {
      const weight = weights[k]!;
      if (k === of || weight < 0 || demands[k]! * total >= left * weight) continue;
      left = Math.max(0, left - demands[k]!);
      total -= weight;
      weights[k] = -1;
      found = true;
    }
  }
  return (left * weights[of]!) / total;
}
