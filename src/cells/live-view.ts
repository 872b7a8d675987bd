import type { CellLive, LotNow } from '../contract/cell-live.js';
import type { CellLookAhead, CellView, Finding, LotRecord, SourceView } from '../contract/cell-view.js';
import type { CellDefinition } from '../contract/cell.js';
import type { StandingAlarm } from '../contract/machine-alarm.js';
import type { Micros } from '../contract/units.js';
import type { ElectricityNow } from '../model/cell-mirror/expected-power.js';

/** A cell that was not heard for so long is stale [us]: its machines say everything again every five minutes. */
const STALE_US = 330e6;

/** What stands around the measured record. */
export interface Surroundings {
  definition: CellDefinition;
  modelVersion: string;
  wallUs: Micros;
  heardAtUs: Micros | null;
  catchingUp: boolean;
  electricity: ElectricityNow;
  findings: readonly Finding[];
  alarms: Record<string, StandingAlarm>;
  shift: CellLookAhead | null;
  week: CellLookAhead | null;
}

/** The measured record, with what was found and what lies ahead, as the stream sends it: by name, so that a change is a leaf. */
export function liveView(measured: Omit<CellView, 'findings' | 'lookAhead'>, around: Surroundings): CellLive {
  const { definition, heardAtUs, wallUs, shift, week } = around;
  const { kw, ...electricity } = around.electricity;
  // The look ahead of the shift has more replications, that of the week tells of steps that are longer.
  const [inShift, inWeek] = [shift, week].map((ahead) => new Map(ahead?.steps.map(({ source, lot, remainingS }) => [`${source} ${lot}`, remainingS])));
  const ofSource = (source: SourceView): SourceView => {
    const key = `${source.source} ${source.lot}`;
    return { ...source, remainingS: inShift!.get(key) ?? inWeek!.get(key) ?? null };
  };
  const { cell, asOfUs, units, machines, lots, orders, utilities, zones } = measured;
  return {
    kind: 'cell',
    cell,
    name: definition.name,
    demo: definition.demo,
    site: definition.equipment.site,
    timezone: definition.timezone,
    modelVersion: around.modelVersion,
    freshness: heardAtUs === null ? 'none' : wallUs - heardAtUs > STALE_US ? 'stale' : 'live',
    catchingUp: around.catchingUp,
    asOfUs,
    heardAtUs,
    powerKw: kw === null ? {} : { electricity: kw },
    electricity,
    order: units.map(({ source }) => source),
    units: byName(units, ({ source }) => source, ofSource),
    machines: byName(machines, ({ source }) => source, ofSource),
    lots: byName(lots, ({ lot }) => lot, lotNow),
    orders: byName(
      orders,
      ({ order }) => order,
      (order) => order,
    ),
    utilities: byName(
      utilities,
      ({ utility }) => utility,
      ({ utility: _, ...rest }) => rest,
    ),
    zones: byName(
      zones,
      ({ zone }) => zone,
      ({ zone: _, ...rest }) => rest,
    ),
    findings: byName(
      around.findings,
      ({ id }) => id,
      (finding) => finding,
    ),
    alarms: around.alarms,
    lookAheads: { shift, week },
  };
}

const byName = <Item, As>(items: readonly Item[], name: (item: Item) => string, as: (item: Item) => As): Record<string, As> =>
  Object.fromEntries(items.map((item) => [name(item), as(item)]));

/** Where a lot is: at the unit of a step under way, else where it stays, else between two steps. */
function lotNow({ lot, product, order, items, begunUs, parents, steps, stays }: LotRecord): LotNow {
  const last = steps.at(-1);
  const known = { lot, product, order, items, begunUs, step: last?.step ?? null };
  if (last && last.toUs === null) return { ...known, where: 'unit', at: last.source, sinceUs: last.fromUs };
  const held = stays.findLast(({ what, toUs }) => toUs === null && (what === 'held' || what === 'deviation'));
  if (held) return { ...known, where: 'held', at: held.where, sinceUs: held.fromUs };
  const stored = stays.findLast(({ what, toUs }) => toUs === null && what === 'stored');
  if (stored) return { ...known, where: 'store', at: stored.where, sinceUs: stored.fromUs };
  return { ...known, where: 'between', at: null, sinceUs: last?.toUs ?? (parents.length === 0 ? begunUs : null) };
}
