import type { LotNow } from '../../../../src/contract/cell-live.js';
import type { CellLookAhead, OrderRecord } from '../../../../src/contract/cell-view.js';
import { utcOf } from '../../format/iso.js';

type Rows = (string | number | null)[][];

const utc = (us: number | null | undefined) => (us === null || us === undefined ? null : utcOf(us));

/** Open orders as rows of a file, with their chance to be in time (null: not known), which `simulated` marks. Times in UTC. */
export const orderRows = (orders: readonly OrderRecord[], chances: ReadonlyMap<string, number | null>, simulated: string): Rows => [
  ['order', 'product', 'batches', 'begun', 'ended', 'lost', 'due', `onTime (${simulated})`],
  ...orders.map(({ order, product, batches, begun, ended, lost, dueUs }) => [
    order,
    product,
    batches,
    begun,
    ended,
    lost,
    utc(dueUs),
    chances.get(order) ?? null,
  ]),
];

type Ends = ReadonlyMap<string, CellLookAhead['lots'][number]['endUs']>;

/** Lots under way, with the ends that 10, 50 and 90 % of the look-ahead do not exceed (null: not within it). */
export const lotNowRows = (lots: readonly LotNow[], ends: Ends, simulated: string): Rows => [
  ['lot', 'product', 'order', 'step', 'where', 'at', 'since', 'items', ...['p10', 'p50', 'p90'].map((each) => `end ${each} (${simulated})`)],
  ...lots.map(({ lot, product, order, step, where, at, sinceUs, items }) => {
    const end = ends.get(lot);
    return [lot, product, order, step, where, at, utc(sinceUs), items, utc(end?.p10), utc(end?.p50), utc(end?.p90)];
  }),
];
