/** Transitions out of a state: rates (or chances) and where they lead. Leads back to the same state may be left out. */
export type Step<S> = (state: S) => readonly (readonly [rate: number, to: S])[];

export interface Chain<S> {
  states: S[];
  index: Map<string, number>;
  /** by state: rate and number of the state it leads to */
  out: (readonly [rate: number, to: number])[][];
}

const key = (state: unknown) => JSON.stringify(state);

/** Every state that can be reached from `from`. */
export function chainFrom<S>(from: S, step: Step<S>): Chain<S> {
  const chain: Chain<S> = { states: [from], index: new Map([[key(from), 0]]), out: [] };
  for (let i = 0; i < chain.states.length; i++) {
    chain.out.push(
      step(chain.states[i]!)
        .filter(([rate]) => rate > 0)
        .map(([rate, to]) => {
          const known = chain.index.get(key(to));
          if (known !== undefined) return [rate, known] as const;
          chain.index.set(key(to), chain.states.length);
          chain.states.push(to);
          return [rate, chain.states.length - 1] as const;
        }),
    );
  }
  return chain;
}

/** Long-run share of time of each state, without a subtraction (Grassmann, Taksar and Heyman 1985). */
export function stationary<S>({ states, out }: Chain<S>): number[] {
  const n = states.length;
  const rows = out.map((row, i) => {
    const dense = new Float64Array(n);
    for (const [rate, to] of row) if (to !== i) dense[to]! += rate;
    return dense;
  });
  for (let k = n - 1; k > 0; k--) {
    let total = 0;
    for (let j = 0; j < k; j++) total += rows[k]![j]!;
    for (let i = 0; i < k; i++) {
      const into = rows[i]![k]! / total;
      rows[i]![k] = into;
      if (into > 0) for (let j = 0; j < k; j++) if (i !== j) rows[i]![j]! += into * rows[k]![j]!;
    }
  }
  const share = new Array<number>(n).fill(0);
  share[0] = 1;
  for (let k = 1; k < n; k++) for (let i = 0; i < k; i++) share[k]! += share[i]! * rows[i]![k]!;
  const sum = share.reduce((a, b) => a + b, 0);
  return share.map((one) => one / sum);
}

/** Mean of a value of the state. */
export const meanOver = <S>({ states }: Chain<S>, share: readonly number[], value: (state: S) => number): number =>
  states.reduce((sum, state, i) => sum + share[i]! * value(state), 0);

/**
 * Shares at `until` from the first state, and the time spent in each state until then, by Jensen's uniformisation: both within
 * 1e-10.
 */
export function transient<S>({ states, out }: Chain<S>, until: number): { at: number[]; spent: number[] } {
  const leaving = out.map((row, i) => row.reduce((sum, [rate, to]) => sum + (to === i ? 0 : rate), 0));
  const fastest = Math.max(...leaving) * 1.02;
  const mean = fastest * until;
  let now = new Float64Array(states.length);
  now[0] = 1;
  const [at, spent] = [new Float64Array(states.length), new Float64Array(states.length)];
  let lnWeight = -mean;
  let above = 1 - Math.exp(lnWeight);
  for (let n = 0; n < mean + 12 * Math.sqrt(mean) + 60; n++) {
    for (let i = 0; i < now.length; i++) {
      at[i]! += Math.exp(lnWeight) * now[i]!;
      spent[i]! += (Math.max(0, above) * now[i]!) / fastest;
    }
    const next = new Float64Array(now.length);
    out.forEach((row, i) => {
      next[i]! += now[i]! * (1 - leaving[i]! / fastest);
      for (const [rate, to] of row) if (to !== i) next[to]! += (now[i]! * rate) / fastest;
    });
    now = next;
    lnWeight += Math.log(mean / (n + 1));
    above -= Math.exp(lnWeight);
  }
  return { at: [...at], spent: [...spent] };
}
