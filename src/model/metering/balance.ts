import type { CarrierMeters, MeterBalance, MeterRow } from '../../contract/energy-meters.js';
import { endUs, type ProfileTimes } from '../supply/profile.js';
import { sumLoads, sumOf, type MeteredLoad } from './load.js';
import type { MeterNode } from './meter-tree.js';
import { worthOf, type Rates } from './rates.js';

/** A meter with what was read of it, and of what hangs on it. */
export interface ReadNode {
  node: MeterNode;
  /** its own reading, else the sum of its parts; null: nothing was heard */
  load: MeteredLoad | null;
  /** sum of what hangs on it; null where nothing does, or nothing was heard */
  partsLoad: MeteredLoad | null;
  /** ids of parts of which nothing was heard */
  missing: string[];
  parts: ReadNode[];
}

/** Remainders below this share of the reading, or this much, are within what meters and the times of their readings differ by. */
const WITHIN_SHARE = 0.005;
const WITHIN_KWH = 0.1;

/** Reads trees by the loads of sources; null: nothing was heard of one. Machines of which nothing was heard are left out where the file names them nowhere. */
export function readTree(nodes: readonly MeterNode[], loadOf: (source: string) => MeteredLoad | null): ReadNode[] {
  return nodes.map((node) => {
    const all = readTree(node.parts, loadOf);
    const own = node.reads === null ? null : loadOf(node.reads);
    // A unit is measured as a whole: machines without meters are nothing that it lacks.
    const parts = node.kind === 'source' && own !== null ? all.filter(({ load }) => load !== null) : all;
    const heard = parts.flatMap(({ load }) => (load === null ? [] : [load]));
    const partsLoad = heard.length > 0 ? sumLoads(heard) : null;
    const below = parts.flatMap(({ missing }) => missing);
    const load = own ?? partsLoad;
    return { node, load, partsLoad, parts, missing: load === null ? [node.id] : below };
  });
}

/** The trees of a carrier over a window, as rows, each with what its energy cost and emitted. */
export function metersOf(carrier: string, tops: readonly ReadNode[], rates: Rates): CarrierMeters {
  const { times } = rates;
  const heard = tops.flatMap((top) => (top.load === null ? [] : [{ top, load: top.load }]));
  const kwh = (of: typeof heard) => of.reduce((sum, { load }) => sum + sumOf(load.kwh), 0);
  const whole = heard.length > 0 ? sumLoads(heard.map(({ load }) => load)) : null;
  const rows = tops.flatMap((top) => (top.node.kind === 'source' && top.load === null ? [] : rowsOf(top, rates, null, 0)));
  return {
    carrier,
    kwh: heard.length > 0 ? kwh(heard) : null,
    ...worths(whole, rates),
    meteredShare: meteredShare(kwh(heard), rows),
    pausedKwh: heard.reduce((sum, { load }) => sum + sumOf(load.pausedKwh), 0),
    unknownShare: whole === null ? 1 : unknownShare(whole, times),
    outsideKwh: kwh(heard.filter(({ top }) => top.node.kind === 'source')),
    rows,
  };
}

const worths = (load: MeteredLoad | null, { price, factor }: Rates): { costEur: number | null; co2eKg: number | null } => ({
  costEur: load && worthOf(load.kwh, price),
  co2eKg: load && worthOf(load.kwh, factor),
});

/** What meters count beside their parts no source has counted. */
function meteredShare(kwh: number, rows: readonly MeterRow[]): number | null {
  const beside = rows.reduce((sum, { kind, remainderKwh }) => sum + (kind === 'meter' ? (remainderKwh ?? 0) : 0), 0);
  return kwh > 0 ? (kwh - beside) / kwh : null;
}

/** What a load has beside its parts costs what the whole does, less what they do. */
const beside = (whole: number | null, parts: number | null): number | null => (whole === null || parts === null ? null : whole - parts);

function rowsOf(read: ReadNode, rates: Rates, parent: string | null, depth: number): MeterRow[] {
  const { node, load, partsLoad, missing, parts } = read;
  const { times } = rates;
  const kwh = load === null ? null : sumOf(load.kwh);
  const partsKwh = partsLoad === null ? null : sumOf(partsLoad.kwh);
  const remainderKwh = load === null || load.by === 'parts' || partsKwh === null ? null : kwh! - partsKwh;
  const [worth, partsWorth] = [worths(load, rates), worths(remainderKwh === null ? null : partsLoad, rates)];
  const share = load === null ? 1 : unknownShare(load, times);
  const row: MeterRow = {
    id: node.id,
    kind: node.kind,
    name: node.name,
    parent,
    depth,
    by: load?.by ?? null,
    kwh,
    ...worth,
    pausedKwh: load === null ? 0 : sumOf(load.pausedKwh),
    unknownS: (share * (endUs(times) - times.fromUs)) / 1e6,
    unknownShare: share,
    resets: load?.resets ?? 0,
    partsKwh,
    remainderKwh,
    remainderCostEur: beside(worth.costEur, partsWorth.costEur),
    remainderCo2eKg: beside(worth.co2eKg, partsWorth.co2eKg),
    balance: remainderKwh === null ? null : balanceOf(kwh!, remainderKwh, missing.length > 0),
    missing,
  };
  return [row, ...parts.flatMap((part) => rowsOf(part, rates, node.id, depth + 1))];
}

/** Of a part that was not heard the remainder has the energy: only that it is negative is then known. */
function balanceOf(kwh: number, remainderKwh: number, lacks: boolean): MeterBalance {
  const within = Math.max(WITHIN_KWH, WITHIN_SHARE * Math.abs(kwh));
  if (remainderKwh < -within) return 'negative';
  if (lacks) return 'unknown';
  return remainderKwh > within ? 'unmetered' : 'balanced';
}

/** Share of the window of which it is not known when energy was used. */
export function unknownShare({ knownUs }: MeteredLoad, times: ProfileTimes): number {
  const windowUs = endUs(times) - times.fromUs;
  return Math.max(0, 1 - sumOf(knownUs) / windowUs);
}
