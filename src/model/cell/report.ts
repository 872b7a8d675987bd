import type { KpiElements, Kpis } from '../../contract/kpi.js';
import { kpis } from '../kpi.js';
import { METER_COST, METER_FIELDS, METER_PEAK, DEMAND_WINDOW_US } from '../meter.js';
import { validAt } from '../bill.js';
import { TIME_ELEMENTS } from '../packml.js';
import type { CompiledCell, Place } from './compile.js';
import { ACCOUNTS } from '../../contract/cell-view.js';
import { CELL_SUM, CLOCK, PLACE_SUM, PLACE_SUMS, PRODUCT_SUM, PRODUCT_SUMS, type CELL_SUMS, type Account, type CellState } from './layout.js';
import { elementOf } from './packml.js';
import { settle } from './settle.js';
import { copyCell, timeOfCell } from './state.js';

export interface UnitReport {
  unit: string;
  /** time in each account [s]: they add up to the window */
  accountS: Record<Account, number>;
  /** electricity in each account [kWh] */
  energyKwh: Record<Account, number>;
  batches: number;
  failures: number;
  minorStops: number;
  elements: KpiElements;
  kpis: Kpis;
}

export interface ProductReport {
  product: string;
  begun: number;
  done: number;
  items: number;
  lost: number;
  lostItems: number;
  reworks: number;
  /** from the first unit to the end of the route [s]; null where no batch came to its end */
  meanLeadS: number | null;
}

export interface CarrierReport {
  carrier: string;
  kwh: number;
  /** null without a tariff that holds */
  costEur: number | null;
  /** null without a factor that holds */
  co2eKg: number | null;
  /** highest mean over 10 minutes on the clock; of a shorter window its mean */
  peakKw: number;
}

export interface CellReport {
  fromUs: number;
  toUs: number;
  units: UnitReport[];
  products: ProductReport[];
  orders: { done: number; late: number; meanLateS: number | null; latestS: number };
  holdBreaches: number;
  deviations: number;
  carriers: CarrierReport[];
  utilities: { utility: string; used: number; unit: string }[];
  zones: { zone: string; fanKwh: number; coolingKwh: number; heatKwh: number }[];
  /** share of the time of those present in which they worked, of who stays beyond the shift too; null where nobody was */
  teams: { team: string; busy: number | null; /** time integral of persons at work */ busyPersonUs: number }[];
  /** batches between their first unit and their end, and in each store, at the end */
  inStores: Record<string, number>;
}

const seconds = (us: number) => us / 1e6;

/** What a cell did since its account was opened, up to its present instant. The state stays as it is. */
export function reportCell(cell: CompiledCell, state: CellState): CellReport {
  const at = copyCell(cell, state);
  settle(cell, at, timeOfCell(at));
  const fromUs = at.clock[CLOCK.opened]!;
  const toUs = timeOfCell(at);
  const sum = (name: (typeof CELL_SUMS)[number]) => at.sums[CELL_SUM[name]]!;
  const late = sum('ordersLate');
  return {
    fromUs,
    toUs,
    units: cell.places.map((place) => unitReport(at, place)),
    products: cell.definition.products.map(({ id }, i) => productReport(at, id, i)),
    orders: { done: sum('ordersDone'), late, meanLateS: late > 0 ? seconds(sum('lateUs')) / late : null, latestS: seconds(sum('latestUs')) },
    holdBreaches: sum('holdBreaches'),
    deviations: sum('deviations'),
    carriers: cell.definition.carriers.map((_, i) => carrierReport(cell, at, i, fromUs, toUs)),
    utilities: cell.definition.utilities.map(({ id, unit }, i) => ({ utility: id, used: at.used[i]!, unit })),
    zones: cell.definition.zones.map(({ id }, i) => ({
      zone: id,
      fanKwh: at.zoneKwh[3 * i]!,
      coolingKwh: at.zoneKwh[3 * i + 1]!,
      heatKwh: at.zoneKwh[3 * i + 2]!,
    })),
    teams: cell.definition.teams.map(({ id }, i) => ({
      team: id,
      busy: at.presentUs[i]! > 0 ? at.busyUs[i]! / at.presentUs[i]! : null,
      busyPersonUs: at.busyUs[i]!,
    })),
    inStores: Object.fromEntries(cell.definition.stores.map(({ id }, i) => [id, at.storeCount[i]!])),
  };
}

function unitReport(state: CellState, place: Place): UnitReport {
  const first = place.index * ACCOUNTS.length;
  const byAccount = (view: Float64Array, scale: number) =>
    Object.fromEntries(ACCOUNTS.map((account, i) => [account, view[first + i]! / scale])) as Record<Account, number>;
  const made = (name: (typeof PLACE_SUMS)[number]) => state.placeSums[PLACE_SUMS.length * place.index + PLACE_SUM[name]]!;
  const accountS = byAccount(state.spent, 1e6);
  const elements = elementsOf(
    accountS,
    { good: made('itemsGood'), rejected: made('itemsRejected') },
    plannedS(place, made('idealS'), made('itemsGood') + made('itemsRejected')),
  );
  return {
    unit: place.id,
    accountS,
    energyKwh: byAccount(state.energy, 1),
    batches: made('batches'),
    failures: made('stops'),
    minorStops: made('minorStops'),
    elements,
    kpis: kpis(elements),
  };
}

/** Elements of a unit: times by account, and whole items as the unit makes them. */
function elementsOf(accountS: Record<Account, number>, made: { good: number; rejected: number }, priS: number): KpiElements {
  const time = Object.fromEntries(TIME_ELEMENTS.map((element) => [element, 0])) as Record<(typeof TIME_ELEMENTS)[number], number>;
  for (const account of ACCOUNTS) time[elementOf(account)] += accountS[account];
  return { ...time, PBT: time.APT + time.AUST + time.ADET + time.ADOT, PQ: made.good + made.rejected, GQ: made.good, RQ: made.rejected, PRI: priS };
}

/** Planned run time per item [s]: of a segment that of its slowest machine; of a batch unit the mean phases of its batches over the items that they became. */
function plannedS(place: Place, idealS: number, items: number): number {
  if (place.line !== null) return 60 / place.line.idealRatePerMin;
  return items > 0 && idealS > 0 ? idealS / items : 1;
}

function productReport(state: CellState, product: string, index: number): ProductReport {
  const sum = (name: (typeof PRODUCT_SUMS)[number]) => state.productSums[PRODUCT_SUMS.length * index + PRODUCT_SUM[name]]!;
  const done = sum('done');
  return {
    product,
    begun: sum('begun'),
    done,
    items: sum('items'),
    lost: sum('lost'),
    lostItems: sum('lostItems'),
    reworks: sum('reworks'),
    meanLeadS: done > 0 ? seconds(sum('leadUs')) / done : null,
  };
}

function carrierReport(cell: CompiledCell, state: CellState, i: number, fromUs: number, toUs: number): CarrierReport {
  const { id, tariff, carbon } = cell.definition.carriers[i]!;
  const { timezone } = cell.definition;
  const kwh = state.carrierKwh[i]!;
  const peak = state.meter[METER_FIELDS * i + METER_PEAK]!;
  return {
    carrier: id,
    kwh,
    costEur: tariff && validAt(timezone, tariff, fromUs) ? state.meter[METER_FIELDS * i + METER_COST]! : null,
    co2eKg: carbon && validAt(timezone, carbon, fromUs) ? kwh * carbon.factor : null,
    peakKw: peak >= 0 ? peak : toUs > fromUs ? (kwh * 6 * DEMAND_WINDOW_US) / (toUs - fromUs) : 0,
  };
}
