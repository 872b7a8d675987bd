import type { Bill, BillPart, PeriodBill } from '../../contract/bill.js';
import type { SupplyNote } from '../../contract/supply-note.js';
import { finishedItems } from '../../contract/cell-items.js';
import { ACCOUNTS } from '../../contract/cell-view.js';
import type { CellRunKpi } from '../../contract/cell-scenario.js';
import type { CompiledCell } from '../cell/compile.js';
import { ACCOUNT } from '../cell/layout.js';
import type { LoadRecord } from '../cell/load.js';
import type { CellReport, UnitReport } from '../cell/report.js';
import { US_PER_HOUR } from '../meter.js';
import { answerSupply, type CarrierAnswer, type SupplyAnswer } from '../supply/answer.js';
import type { Loads } from '../supply/behind.js';
import { DEMAND_STEP_S, endUs, profileKwh, timesOf, type LoadProfile } from '../supply/profile.js';
import { ELECTRICITY, type SupplyState } from '../supply/state.js';
import { weekHours, weekOf, type WeekHours } from './load-week.js';

/** What a plant did in one replication, whatever it pays: plain numbers, in the order of the definition. */
export interface PlantOutcome {
  kpis: Record<Exclude<CellRunKpi, EnergyKpi>, number | null>;
  products: { lots: number; items: number; leadTimeH: number | null }[];
  units: UnitOutcome[];
  zones: { fanKwh: number; coolingKwh: number; heatKwh: number }[];
  /** in the unit of the utility */
  utilities: number[];
  /** share of the time of those present */
  teams: (number | null)[];
}

type EnergyKpi = 'energyKwh' | 'kwhPerLot' | 'kwhPer1000' | 'costEur' | 'co2eKg' | 'peakKw';

/** What one replication of a site tells. */
export interface CellOutcome extends Omit<PlantOutcome, 'kpis'> {
  kpis: Record<CellRunKpi, number | null>;
  carriers: CarrierOutcome[];
  /** of all carriers together; null where one has no bill */
  cost: { energyEur: number; networkEur: number; taxEur: number } | null;
  generatedKwh: number | null;
  fedInKwh: number | null;
  battery: { takenKwh: number; givenKwh: number; storedKwh: number } | null;
  supplyNotes: (SupplyNote & { carrier: string | null })[];
  /** where the bill can only be made for all replications together */
  loads?: Loads;
}

export interface CarrierOutcome {
  kwh: number;
  costEur: number | null;
  co2eKg: number | null;
  peakKw: number;
  /** mean power by hour of the week of the site [kW], Monday 0 h first; NaN where the horizon has none */
  weekKw: Float64Array;
  bill: { contract: string; parts: Partial<Record<BillPart, number>>; periods: PeriodBill[] } | null;
}

/** Of all slots of a unit: mean share of the time in each account, and electricity [kWh]. */
export interface UnitOutcome {
  shares: number[];
  kwh: number[];
}

/** What else takes a unit's time than waiting for something to do. A unit that cannot pass on its lot is used too: nobody else can have it. */
export const USED: readonly number[] = (
  ['execute', 'start-up', 'set-up', 'changeover', 'cleaning', 'clearance', 'maintenance', 'down', 'minor-stop', 'blocked'] as const
).map((account) => ACCOUNT[account]);

/** What a replication did, from its report. */
export function plantOutcome(cell: CompiledCell, report: CellReport): PlantOutcome {
  const { definition } = cell;
  return {
    kpis: plantKpis(cell, report),
    products: report.products.map(({ done, items, meanLeadS }) => ({ lots: done, items, leadTimeH: meanLeadS === null ? null : meanLeadS / 3600 })),
    units: definition.units.map(({ id }) =>
      unitOutcome(
        report,
        cell.places.flatMap((place) => (place.unit.id === id ? report.units[place.index]! : [])),
      ),
    ),
    zones: report.zones.map(({ fanKwh, coolingKwh, heatKwh }) => ({ fanKwh, coolingKwh, heatKwh })),
    utilities: report.utilities.map(({ used }) => used),
    teams: report.teams.map(({ busy }) => busy),
  };
}

/** The load of a replication as profiles, by carrier and utility. */
export function loadsOf({ definition }: CompiledCell, { fromUs, toUs, kwh, utilities }: LoadRecord): Loads {
  const profile = (its: Float64Array): LoadProfile => ({ fromUs, stepS: DEMAND_STEP_S, kwh: its, toUs });
  return {
    carriers: Object.fromEntries(definition.carriers.map(({ id }, i) => [id, profile(kwh[i]!)])),
    utilities: Object.fromEntries([...utilities].map(([i, its]) => [definition.utilities[i]!.id, profile(its)])),
  };
}

/** What replications cost and emit under a supply, beside what they did. `all`: they are all that there are, so that the best of a contract can be told. */
export function supplied(supply: SupplyState, plants: readonly PlantOutcome[], loads: readonly Loads[], all: boolean): CellOutcome[] {
  const bought = Object.values(loads[0]?.carriers ?? {})[0];
  if (bought === undefined) return plants.map((plant) => withSupply(plant, [], NOTHING_BOUGHT, []));
  const week = weekHours(supply.timezone, timesOf(bought));
  const outcome = (plant: PlantOutcome, answer: SupplyAnswer, notes: CellOutcome['supplyNotes']) =>
    withSupply(
      plant,
      answer.carriers.map((carrier) => carrierOutcome(carrier, week)),
      answer,
      notes,
    );
  const waits = !all && supply.carriers.some(({ best }) => best);
  const answered = answerSupply(waits ? { ...supply, carriers: supply.carriers.map((each) => ({ ...each, contract: null, best: false })) } : supply, loads);
  if (!answered.ok) {
    const notes = answered.missing.map((note) => ({ ...note, carrier: ELECTRICITY }));
    return plants.map((plant, i) => outcome(plant, unpriced(supply, loads[i]!), notes));
  }
  const notes = Object.entries(answered.notes).flatMap(([carrier, its]) => its.map((note) => ({ ...note, carrier })));
  return plants.map((plant, i) => ({ ...outcome(plant, answered.answers[i]!, notes), ...(waits ? { loads: loads[i]! } : {}) }));
}

const NOTHING_BOUGHT: SupplyAnswer = { carriers: [], fedIn: null, generatedKwh: null, battery: null };

const unpriced = ({ carriers }: SupplyState, loads: Loads): SupplyAnswer => ({
  ...NOTHING_BOUGHT,
  carriers: carriers.map(({ id }) => ({
    carrier: id,
    load: loads.carriers[id]!,
    kwh: profileKwh(loads.carriers[id]!),
    peakKw: null,
    bill: null,
    carbon: null,
  })),
});

function withSupply(
  plant: PlantOutcome,
  carriers: CarrierOutcome[],
  { carriers: answers, fedIn, generatedKwh, battery }: SupplyAnswer,
  supplyNotes: CellOutcome['supplyNotes'],
): CellOutcome {
  const known = (of: (carrier: CarrierOutcome) => number | null) =>
    carriers.reduce<number | null>((sum, carrier) => (sum === null || of(carrier) === null ? null : sum + of(carrier)!), carriers.length > 0 ? 0 : null);
  const energyKwh = carriers.reduce((sum, { kwh }) => sum + kwh, 0);
  const { lotsDone, goodItems } = plant.kpis;
  const bills = answers.map(({ bill }) => bill);
  const electricity = answers.findIndex(({ carrier }) => carrier === ELECTRICITY);
  return {
    ...plant,
    kpis: {
      ...plant.kpis,
      energyKwh,
      kwhPerLot: lotsDone !== null && lotsDone > 0 ? energyKwh / lotsDone : null,
      kwhPer1000: goodItems !== null && goodItems > 0 ? (energyKwh / goodItems) * 1000 : null,
      costEur: known(({ costEur }) => costEur),
      co2eKg: known(({ co2eKg }) => co2eKg),
      peakKw: electricity >= 0 ? carriers[electricity]!.peakKw : null,
    },
    carriers,
    cost: bills.length > 0 && bills.every((bill) => bill !== null) ? costOf(bills) : null,
    generatedKwh,
    fedInKwh: fedIn && profileKwh(fedIn),
    battery: battery && { takenKwh: battery.takenKwh, givenKwh: battery.givenKwh, storedKwh: battery.storedKwh },
    supplyNotes,
  };
}

function costOf(bills: readonly Bill[]): NonNullable<CellOutcome['cost']> {
  const sum = (of: (bill: Bill) => number) => bills.reduce((all, bill) => all + of(bill), 0);
  return { energyEur: sum((bill) => bill.energyEur), networkEur: sum((bill) => bill.networkEur), taxEur: sum((bill) => bill.taxEur) };
}

/** Peak: of a horizon without whole 10 minutes its mean. */
function carrierOutcome({ load, kwh, peakKw, bill, carbon }: CarrierAnswer, week: WeekHours): CarrierOutcome {
  return {
    kwh,
    costEur: bill?.totalEur ?? null,
    co2eKg: carbon?.locationKg ?? null,
    peakKw: peakKw ?? (kwh * US_PER_HOUR) / (endUs(timesOf(load)) - load.fromUs),
    weekKw: weekOf(week, load.kwh),
    bill: bill && { contract: bill.contract, parts: bill.parts, periods: bill.periods },
  };
}

function unitOutcome({ fromUs, toUs }: CellReport, its: readonly UnitReport[]): UnitOutcome {
  const windowS = (toUs - fromUs) / 1e6;
  const sum = (of: (unit: UnitReport) => number) => its.reduce((all, unit) => all + of(unit), 0);
  return {
    shares: ACCOUNTS.map((account) => sum(({ accountS }) => accountS[account]) / (windowS * its.length)),
    kwh: ACCOUNTS.map((account) => sum(({ energyKwh }) => energyKwh[account])),
  };
}

/** Lead time: mean of lots that were done. Good items have a sum where all products are counted in the same item. */
function plantKpis(cell: CompiledCell, report: CellReport): PlantOutcome['kpis'] {
  const total = (of: (product: CellReport['products'][number]) => number) => report.products.reduce((sum, product) => sum + of(product), 0);
  const lots = total(({ done }) => done);
  const oneItem = new Set(finishedItems(cell.definition)).size === 1;
  const { done, late, meanLateS } = report.orders;
  return {
    lotsDone: lots,
    goodItems: oneItem ? total((product) => product.items) : null,
    leadTimeH: lots > 0 ? total(({ done: count, meanLeadS }) => count * (meanLeadS ?? 0)) / lots / 3600 : null,
    ordersDone: done,
    ordersLate: late,
    lateH: late > 0 ? (late * meanLateS!) / 3600 : 0,
    lotsLost: total(({ lost }) => lost),
    reworks: total(({ reworks }) => reworks),
    holdBreaches: report.holdBreaches,
    personH: cell.definition.teams.length === 0 ? null : report.teams.reduce((sum, { busyPersonUs }) => sum + busyPersonUs, 0) / US_PER_HOUR,
  };
}
