import type { CellElements, CellKpiGroup, CellKpiQuery } from '../../contract/cell-kpi.js';
import type { LedgerRow, LotRecord } from '../../contract/cell-view.js';
import type { CompiledCell } from '../cell/compile.js';
import { bottleneckOf } from './kpi/bottleneck.js';
import { timeOf } from './kpi/elements.js';
import { energyCounts, energyOf } from './kpi/energy.js';
import { entriesOf, type Entry } from './kpi/entries.js';
import { groupBy, nameOf, passes, type Group } from './kpi/grouping.js';
import { indicatorsOf } from './kpi/indicators.js';
import { measureSource, measureUnit, type Measure } from './kpi/measure.js';
import { plannedTimes } from './kpi/planned.js';
import { sumUp } from './kpi/sums.js';
import { termOf, type TermSource } from './kpi/terms.js';

/**
 * KPIs of a cell, from sums over its ledger: times and counts are summed, then divided; percentages are never averaged. Shifts that begin in
 * [fromUs, toUs) count whole. Times and counts of the cell, of shifts, lots and products are those of one unit: the one asked for, else the
 * bottleneck of all rows of the window. Groupings of the same rows add up to the same sums. Empty where nothing was asked for that the
 * ledger has; a source, unit or product that the cell does not have is nowhere. Formulas: docs/kpis.md.
 */
export function kpisOf(cell: CompiledCell, rows: readonly LedgerRow[], lots: readonly LotRecord[], query: CellKpiQuery): CellKpiGroup[] {
  const asking = new Asking(cell, rows, lots, query);
  return groupBy(
    cell,
    query.by,
    asking.entries.filter((entry) => passes(entry, query.filter ?? {})),
  ).map((group) => asking.answer(group));
}

/** What all groups of a query have in common. */
class Asking {
  readonly entries: Entry[];
  private readonly planned;
  private readonly counts: (entry: Entry) => boolean;
  /** a unit or source was asked for */
  private readonly ofOne: boolean;
  private readonly bottleneck: { unit: string; busyShare: number } | null;
  private readonly units = new Map<string, Measure>();
  private readonly meanPRI = new Map<string, number | null>();
  private readonly lots: Map<string, LotRecord>;
  private readonly span: { fromUs: number; toUs: number };

  constructor(
    private readonly cell: CompiledCell,
    rows: readonly LedgerRow[],
    lots: readonly LotRecord[],
    private readonly query: CellKpiQuery,
  ) {
    const { by, filter = {} } = query;
    this.entries = entriesOf(cell, rows, lots, query);
    this.planned = plannedTimes(cell, lots);
    this.counts = energyCounts(this.entries, (source) => by === 'source' || filter.source === source);
    this.ofOne = by === 'source' || by === 'unit' || by === 'segment' || filter.source !== undefined || filter.unit !== undefined;
    this.bottleneck = this.ofOne ? null : bottleneckOf(cell, this.entries);
    this.lots = new Map(lots.map((lot) => [lot.lot, lot]));
    this.span = {
      fromUs: this.entries.reduce((first, { row }) => Math.min(first, row.shiftFromUs), Infinity),
      toUs: this.entries.reduce((last, { toUs }) => Math.max(last, toUs), -Infinity),
    };
  }

  answer(group: Group): CellKpiGroup {
    const { by } = this.query;
    const measure = this.measure(group);
    const sums = sumUp(group.entries, measure, this.counts);
    const lot = typeof group.key.lot === 'string' ? (this.lots.get(group.key.lot) ?? null) : null;
    const { ofOne } = this;
    const from: TermSource = { sums, meanPRI: measure === null ? null : this.mean(measure), goodUnits: ofOne ? 'own' : 'finished', lot };
    // Of a shift of the whole cell energy is known in part: utilities are metered by the day.
    const inPart = by === 'shift' && !ofOne;
    const has = new Set<'time' | 'energy' | 'batch' | 'lot'>(inPart ? [] : ['energy']);
    if (measure !== null) has.add('time');
    if (!ofOne && !inPart) has.add('batch');
    if (lot !== null && !ofOne) has.add('lot');
    const windowS = timeOf('W', sums.accountsS);
    return {
      by,
      key: group.key,
      name: nameOf(this.cell, by, group),
      fromUs: sums.fromUs,
      toUs: sums.toUs,
      whole: typeof group.key.lot === 'string' ? isWhole(lot, this.span) : null,
      unit: measure?.unit ?? null,
      bottleneck: this.bottleneck,
      measuredAt: measure?.at ?? [],
      elements: measure === null ? null : elementsOf(from),
      accountsS: sums.accountsS,
      windowS,
      unknownShare: windowS > 0 ? timeOf('unknown', sums.accountsS) / windowS : null,
      counts: countsOf(from),
      energy: energyOf(sums, inPart ? null : termOf('GU', from).value),
      kpis: indicatorsOf(from, has),
    };
  }

  private measure({ key, entries }: Group): Measure | null {
    const { filter = {} } = this.query;
    const [first] = entries;
    if (key.source !== undefined || filter.source !== undefined) return first!.source.place === null ? null : measureSource(first!, this.planned);
    const unit = key.unit ?? filter.unit ?? this.bottleneck?.unit;
    if (unit === undefined) return null;
    const known = this.units.get(unit) ?? measureUnit(this.cell, unit, this.entries, this.planned);
    this.units.set(unit, known);
    return known;
  }

  /** Mean run time per item over all rows of a measure of which it is known [s]; null: of none. */
  private mean(measure: Measure): number | null {
    const key = measure.at.join(' ');
    if (!this.meanPRI.has(key)) {
      const known = sumUp(this.entries, measure, () => false).made.filter(({ PRI }) => PRI !== null);
      const items = known.reduce((sum, { good, rejected }) => sum + good + rejected, 0);
      const seconds = known.reduce((sum, { PRI, good, rejected }) => sum + PRI! * (good + rejected), 0);
      this.meanPRI.set(key, items > 0 ? seconds / items : null);
    }
    return this.meanPRI.get(key)!;
  }
}

function elementsOf(from: TermSource): CellElements {
  const time = (symbol: Parameters<typeof timeOf>[0]) => timeOf(symbol, from.sums.accountsS);
  const PQ = termOf('PQ', from).value!;
  const netS = termOf('tN', from).value;
  return {
    PBT: time('PBT'),
    APT: time('APT'),
    AUST: time('AUST'),
    ADET: time('ADET'),
    ADOT: time('ADOT'),
    PDOT: time('PDOT'),
    unknown: time('unknown'),
    waiting: time('waiting'),
    PQ,
    GQ: termOf('GQ', from).value!,
    RQ: termOf('RQ', from).value!,
    PRI: netS !== null && PQ > 0 && netS > 0 ? netS / PQ : null,
  };
}

function countsOf(from: TermSource): CellKpiGroup['counts'] {
  const value = (symbol: 'PQ' | 'GQ' | 'RQ' | 'FE' | 'MS' | 'NB') => termOf(symbol, from).value!;
  return { processed: value('PQ'), good: value('GQ'), rejected: value('RQ'), stops: value('FE'), minorStops: value('MS'), batches: value('NB') };
}

/** Whether all that was done to a lot lies within the rows. */
function isWhole(lot: LotRecord | null, { fromUs, toUs }: { fromUs: number; toUs: number }): boolean {
  return lot !== null && lot.begunUs !== null && lot.endedUs !== null && lot.begunUs >= fromUs && lot.endedUs <= toUs;
}
