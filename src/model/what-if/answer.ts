import type { BillPart } from '../../contract/bill.js';
import { finishedItems } from '../../contract/cell-items.js';
import { ACCOUNTS } from '../../contract/cell-view.js';
import {
  CELL_KPI_TREND,
  CELL_RUN_KPIS,
  type CellBottleneck,
  type CellRunKpi,
  type CellScenarioRequest,
  type CellUnitShares,
  type CellVariantResult,
} from '../../contract/cell-scenario.js';
import type { ChangeNote } from '../../contract/change-note.js';
import type { CellDefinition } from '../../contract/cell.js';
import type { Interval } from '../../contract/estimate.js';
import { interimEstimate } from '../../contract/run.js';
import type { Difference } from '../../contract/verdict.js';
import { ACCOUNT } from '../cell/layout.js';
import { estimate } from '../compare.js';
import { allKnown, knownIn } from '../known.js';
import { judge, judgeTables } from '../verdict.js';
import { USED, type CarrierOutcome, type CellOutcome } from './outcome.js';

/** Replications of a site as it is, or of a variant of it. */
export interface SimulatedCell {
  id: string;
  /** the site as the variant has it */
  definition: CellDefinition;
  replications: readonly CellOutcome[];
  notes: ChangeNote[];
}

type Asked = Pick<CellScenarioRequest, 'matters' | 'kpis'>;

/** The result of the site as it is first, then that of each variant. Replications are paired by their number; of each at least two. */
export function cellAnswer(all: readonly SimulatedCell[], asked: Asked): CellVariantResult[] {
  const differences = judgeCells(
    all.map(({ replications }) => replications),
    asked,
  );
  return all.map((simulated, i) => ({ ...variantResult(simulated), difference: differences[i]! }));
}

/** What replications so far say of KPIs: the same as in the answer, without the rest. */
export function interimCellAnswer(all: readonly { id: string; replications: readonly CellOutcome[] }[], asked: Asked) {
  const differences = judgeCells(
    all.map(({ replications }) => replications),
    asked,
  );
  return all.map(({ id, replications }, i) => ({
    id,
    kpis: perKpi((kpi) => {
      const values = valuesOf(replications, kpi);
      return values && interimEstimate(estimate(values));
    }),
    difference: differences[i]!,
  }));
}

const perKpi = <T>(value: (kpi: CellRunKpi) => T) => Object.fromEntries(CELL_RUN_KPIS.map((kpi) => [kpi, value(kpi)])) as Record<CellRunKpi, T>;

/** Values of a KPI; null where a replication does not know it. */
export function valuesOf(replications: readonly CellOutcome[], kpi: CellRunKpi): number[] | null {
  return allKnown(replications.map(({ kpis }) => kpis[kpi]));
}

/** To the first; null of it itself. All that is judged is judged together. */
const judgeCells = (
  all: readonly (readonly CellOutcome[])[],
  { matters, kpis = [...CELL_RUN_KPIS] }: Asked,
): (Record<CellRunKpi, Difference | null> | null)[] => [
  null,
  ...judgeTables(
    kpis,
    CELL_KPI_TREND,
    all.map((replications) => perKpi((kpi) => valuesOf(replications, kpi))),
    matters,
  ),
];

function interval(values: readonly number[]): Interval {
  const { values: _, ...rest } = estimate(values);
  return rest;
}

const knownInterval = (values: readonly (number | null)[]): Interval | null => {
  const known = allKnown(values);
  return known && interval(known);
};

function variantResult({ id, definition, replications, notes }: SimulatedCell): Omit<CellVariantResult, 'difference'> {
  const over = <T>(of: (outcome: CellOutcome) => T) => replications.map(of);
  const mean = (of: (outcome: CellOutcome) => number) => meanOf(over(of));
  const costs = over(({ cost }) => cost);
  return {
    id,
    kpis: perKpi((kpi) => {
      const values = valuesOf(replications, kpi);
      return values && estimate(values);
    }),
    known: knownIn(
      CELL_RUN_KPIS,
      over(({ kpis }) => kpis),
    ),
    products: finishedItems(definition).map((item, i) => ({
      product: definition.products[i]!.id,
      item,
      lots: interval(over(({ products }) => products[i]!.lots)),
      items: interval(over(({ products }) => products[i]!.items)),
      leadTimeH: knownInterval(over(({ products }) => products[i]!.leadTimeH)),
      leadTimeKnown: replications.filter(({ products }) => products[i]!.leadTimeH !== null).length,
    })),
    cost: costs.every((cost) => cost !== null)
      ? {
          energyEur: interval(costs.map(({ energyEur }) => energyEur)),
          networkEur: interval(costs.map(({ networkEur }) => networkEur)),
          taxEur: interval(costs.map(({ taxEur }) => taxEur)),
        }
      : null,
    carriers: definition.carriers.map(({ id: carrier }, i) =>
      carrierResult(
        carrier,
        over(({ carriers }) => carriers[i]!),
      ),
    ),
    units: definition.units.map(({ id: unit }, i) => unitResult(unit, replications, i)),
    zones: definition.zones.map(({ id: zone }, i) => ({
      zone,
      fanKwh: mean(({ zones }) => zones[i]!.fanKwh),
      coolingKwh: mean(({ zones }) => zones[i]!.coolingKwh),
      heatKwh: mean(({ zones }) => zones[i]!.heatKwh),
    })),
    utilities: definition.utilities.map(({ id: utility, unit }, i) => ({ utility, unit, used: mean(({ utilities }) => utilities[i]!) })),
    teams: definition.teams.map(({ id: team }, i) => {
      const busy = allKnown(over(({ teams }) => teams[i]!));
      return { team, busy: busy && meanOf(busy) };
    }),
    bottleneck: bottleneckOf(definition, replications),
    behindTheMeter: {
      generatedKwh: knownMean(over(({ generatedKwh }) => generatedKwh)),
      fedInKwh: knownMean(over(({ fedInKwh }) => fedInKwh)),
      battery: batteryOf(over(({ battery }) => battery)),
    },
    notes,
    supplyNotes: replications[0]!.supplyNotes,
  };
}

const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const knownMean = (values: readonly (number | null)[]): number | null => {
  const known = allKnown(values);
  return known && meanOf(known);
};

function batteryOf(batteries: readonly CellOutcome['battery'][]): CellVariantResult['behindTheMeter']['battery'] {
  if (!batteries.every((battery) => battery !== null)) return null;
  const mean = (of: 'takenKwh' | 'givenKwh' | 'storedKwh') => meanOf(batteries.map((battery) => battery[of]));
  return { takenKwh: mean('takenKwh'), givenKwh: mean('givenKwh'), storedKwh: mean('storedKwh') };
}

/** Means by part and period; all are of one contract. */
function billResult(bills: readonly CarrierOutcome['bill'][]): CellVariantResult['carriers'][number]['bill'] {
  if (!bills.every((bill) => bill !== null)) return null;
  const { contract, parts, periods } = bills[0]!;
  return {
    contract,
    parts: Object.fromEntries((Object.keys(parts) as BillPart[]).map((part) => [part, meanOf(bills.map((bill) => bill.parts[part]!))])),
    periods: periods.map(({ label, subscribedKw }, i) => ({
      label,
      kwh: meanOf(bills.map((bill) => bill.periods[i]!.kwh)),
      peakKw: knownMean(bills.map((bill) => bill.periods[i]!.peakKw)),
      subscribedKw,
      eur: meanOf(bills.map((bill) => bill.periods[i]!.eur)),
    })),
  };
}

function carrierResult(carrier: string, outcomes: readonly CarrierOutcome[]): CellVariantResult['carriers'][number] {
  return {
    carrier,
    kwh: interval(outcomes.map(({ kwh }) => kwh)),
    costEur: knownInterval(outcomes.map(({ costEur }) => costEur)),
    co2eKg: knownInterval(outcomes.map(({ co2eKg }) => co2eKg)),
    peakKw: interval(outcomes.map(({ peakKw }) => peakKw)),
    bill: billResult(outcomes.map(({ bill }) => bill)),
    weekKw: Array.from(outcomes[0]!.weekKw, (_, hour) => {
      const power = outcomes.reduce((sum, { weekKw }) => sum + weekKw[hour]!, 0) / outcomes.length;
      return Number.isNaN(power) ? null : power;
    }),
  };
}

function unitResult(unit: string, replications: readonly CellOutcome[], index: number): CellUnitShares {
  const mean = (of: 'shares' | 'kwh') =>
    Object.fromEntries(
      ACCOUNTS.flatMap((account, a) => {
        const value = replications.reduce((sum, { units }) => sum + units[index]![of][a]!, 0) / replications.length;
        return value > 0 ? [[account, value]] : [];
      }),
    );
  return { unit, shares: mean('shares'), kwh: mean('kwh'), used: interval(replications.map(({ units }) => usedOf(units[index]!.shares))) };
}

/** Share of the time within its shifts; 0 where there is none. */
function usedOf(shares: readonly number[]): number {
  const within = 1 - shares[ACCOUNT.off]!;
  return within > 0 ? USED.reduce((sum, account) => sum + shares[account]!, 0) / within : 0;
}

/**
 * The unit that is used most; surely, where it is used more than each other one by a paired t-test at 5 % that Holm corrects. A unit
 * that is used most holds the site back where orders press; whether they do, orders late and lots tell.
 */
export function bottleneckOf({ units }: CellDefinition, replications: readonly CellOutcome[]): CellBottleneck {
  const used = units.map((_, i) => replications.map((outcome) => usedOf(outcome.units[i]!.shares)));
  const means = used.map((values) => values.reduce((sum, value) => sum + value, 0));
  const most = means.indexOf(Math.max(...means));
  const others = used.filter((_, i) => i !== most);
  const sure = judge(
    others.map((values) => ({ base: values, variant: used[most]!, trend: 'up' as const })),
    0,
  ).every(({ verdict }) => verdict === 'better');
  return { unit: sure ? units[most]!.id : null, most: units[most]!.id };
}
