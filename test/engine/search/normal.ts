import { newStream, nextUniform } from '../../../src/engine/random.js';
import type { Row } from '../../../src/engine/search/search.js';
import { normalUpper } from '../../../src/engine/special.js';

/** Standard normal numbers of a run, by the name of what they belong to and the number of the replication. */
export function normals(run: number): (name: string, replication: number) => number {
  const drawn = new Map<string, { words: Uint32Array; values: number[] }>();
  return (name, replication) => {
    const series = drawn.get(name) ?? { words: newStream(name, run), values: [] };
    drawn.set(name, series);
    while (series.values.length <= replication) series.values.push(normalUpper(nextUniform(series.words, 0)));
    return series.values[replication]!;
  };
}

/** sd of what all points share at a replication (common random numbers), and of what is each one's own */
export interface Spread {
  own: number;
  shared: number;
}

/** Rows of normal values about the means of each point. */
export function normalRows(means: readonly (readonly number[])[], run: number, { own, shared }: Spread): (id: number, replication: number) => Row {
  const draw = normals(run);
  return (id, replication) => means[id]!.map((mean, k) => mean + shared * draw(`shared/${k}`, replication) + own * draw(`${id}/${k}`, replication));
}
