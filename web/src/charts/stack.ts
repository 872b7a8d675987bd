type Value = number | null;

/** Stretches [from, to) of steps in which all of the layers are known: a stack of the others alone would look like a fall. */
export function knownRuns(layers: readonly (readonly Value[])[], steps: number): [number, number][] {
  return runsOf(steps, (i) => layers.every((layer) => layer[i] !== null && layer[i] !== undefined)).flatMap(({ from, to, value }) =>
    value ? [[from, to] as [number, number]] : [],
  );
}

/** Neighbouring steps of one value. */
export function runsOf<T>(steps: number, valueOf: (step: number) => T): { from: number; to: number; value: T }[] {
  const runs: { from: number; to: number; value: T }[] = [];
  for (let i = 0; i < steps; i++) {
    const value = valueOf(i);
    const last = runs.at(-1);
    if (last && Object.is(last.value, value)) last.to = i + 1;
    else runs.push({ from: i, to: i + 1, value });
  }
  return runs;
}

/** Upper edge of each layer of a stack in each step; what is below zero takes no room. */
export function stacked(layers: readonly (readonly Value[])[], steps: number): number[][] {
  const sum = new Array<number>(steps).fill(0);
  return layers.map((layer) => sum.map((below, i) => (sum[i] = below + Math.max(0, layer[i] ?? 0))));
}

/** The area between two edges over runs of steps. `x`: of the begin of a step, and of the end of the last. */
export function areaPath(
  runs: readonly (readonly [number, number])[],
  lower: ArrayLike<number> | null,
  upper: ArrayLike<number>,
  x: (step: number) => number,
  y: (value: number) => number,
): string {
  const edge = (values: ArrayLike<number> | null, i: number) => round(y(values?.[i] ?? 0));
  return runs
    .map(([from, to]) => {
      let path = `M${round(x(from))} ${edge(upper, from)}`;
      for (let i = from; i < to; i++) path += `${i === from ? '' : `V${edge(upper, i)}`}H${round(x(i + 1))}`;
      for (let i = to - 1; i >= from; i--) path += `V${edge(lower, i)}H${round(x(i))}`;
      return `${path}Z`;
    })
    .join('');
}

const round = (px: number) => Math.round(px * 100) / 100;
