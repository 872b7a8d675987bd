import type { LotRecord } from '../../../../src/contract/cell-view.js';
import { staysSeen } from '../../../../src/contract/lot-figures.js';
import { utcOf } from '../../format/iso.js';

type Rows = (string | number | null)[][];

const utc = (us: number | null) => (us === null ? null : utcOf(us));
const keysOf = (records: readonly Record<string, number>[]) => [...new Set(records.flatMap((record) => Object.keys(record)))].sort();

/** The steps of a lot as rows of a file, with a column for each carrier [kWh] and each utility [its unit] that one of them used: times in UTC, not rounded. */
export function stepRows({ steps }: LotRecord): Rows {
  const carriers = keysOf(steps.map(({ kwh }) => kwh));
  const drawn = keysOf(steps.map(({ utilities }) => utilities));
  return [
    ['step', 'source', 'from', 'to', 'itemsIn', 'good', 'rejected', ...carriers.map((id) => `${id}Kwh`), ...drawn],
    ...steps.map(({ step, source, fromUs, toUs, itemsIn, good, rejected, kwh, utilities }) => [
      ...[step, source, utc(fromUs), utc(toUs), itemsIn, good, rejected],
      ...carriers.map((id) => kwh[id] ?? null),
      ...drawn.map((id) => utilities[id] ?? null),
    ]),
  ];
}

/** Where the lot was while nothing was done to it. */
export const stayRows = ({ stays }: LotRecord): Rows => [
  ['what', 'where', 'from', 'to'],
  ...staysSeen(stays).map(({ what, where, fromUs, toUs }) => [what, where, utcOf(fromUs), utc(toUs)]),
];

/** Results of its tests. */
export const testRows = ({ tests }: LotRecord): Rows => [
  ['test', 'release', 'result', 'at'],
  ...tests.map(({ test, release, result, atUs }) => [test, release, result, utcOf(atUs)]),
];
