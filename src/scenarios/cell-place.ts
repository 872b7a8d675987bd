import type { CellDefinition } from '../contract/cell.js';
import { CELL_KPI_TREND, CELL_RUN_KPIS } from '../contract/cell-scenario.js';
import { CellChange } from '../contract/cell-variant.js';
import type { Micros } from '../contract/units.js';
import type { KpiRow } from '../model/search/rows.js';
import type { SeriesBook } from '../model/supply/billing.js';
import type { CellOutcome } from '../model/what-if/outcome.js';
import type { CellBeginning } from '../model/what-if/replicate.js';
import { variantOf, type VariantOfCell } from '../model/what-if/variant.js';
import { canonicalJson, sha256 } from '../plant/canonical.js';
import { cellJobs } from './run-job.js';
import { grouped, type SearchPlace, type SearchPlant } from './search-place.js';

/** A site as a search sees it. `atUs`: instant at which the horizon begins. */
export const cellPlace = (definition: CellDefinition, book: SeriesBook, atUs: Micros): SearchPlace<CellChange, VariantOfCell> => ({
  kpis: CELL_RUN_KPIS,
  trend: CELL_KPI_TREND,
  change: CellChange,
  vary: (changes) => {
    const changed = variantOf(definition, changes, atUs, book);
    if (!changed.ok) return changed;
    const best = changes.findIndex((change) => change.kind === 'contracted-power' && change.power === 'best');
    if (best < 0) return { ok: true, variant: changed.variant, notes: changed.variant.notes };
    const detail = 'the best power is told of all replications together, and a search counts them one by one: give the power of each period, or vary it';
    return { ok: false, issues: [{ pointer: `/changes/${best}/power`, detail }] };
  },
});

interface Simulated {
  beginning: CellBeginning;
  horizonS: number;
  seed: number;
}

/** The plants of variants of a site: those that differ in their supply alone share one. */
export function cellPlants(asked: Simulated, variants: readonly VariantOfCell[]): SearchPlant[] {
  return grouped(variants, ({ definition }) => canonicalJson(definition)).map(({ of, items: its }) => {
    const [{ definition }] = its as [VariantOfCell];
    const job = { ...asked, definitions: [definition], variants: its.map(({ supply }) => ({ definition: 0, supply })) };
    const key = sha256(canonicalJson(job));
    return {
      of,
      simulate: async (queue, from, count, signal) => {
        const share = await cellJobs(queue).run({ ...job, key, from, count }, signal);
        return share.map((outcomes) => outcomes.map((outcome) => rowOf(outcome, definition.carriers)));
      },
    };
  });
}

/** KPIs, and what each carrier costs and emits as `carrier.costEur` and `carrier.co2eKg`. */
const rowOf = ({ kpis, carriers }: CellOutcome, ids: CellDefinition['carriers']): KpiRow => ({
  ...kpis,
  ...Object.fromEntries(carriers.flatMap(({ costEur, co2eKg }, i) => [[`${ids[i]!.id}.costEur`, costEur] as const, [`${ids[i]!.id}.co2eKg`, co2eKg] as const])),
});
