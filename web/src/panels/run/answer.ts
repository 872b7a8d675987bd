import type { Estimate } from '../../../../src/contract/estimate.js';
import type { InterimVariant } from '../../../../src/contract/run.js';
import type { Difference } from '../../../../src/contract/verdict.js';

/** An indicator as answers show it. */
export interface ShownKpi {
  id: string;
  name: string;
  unit: string;
  /** from the unit it is kept in to the one it is shown in */
  factor: number;
  /** of a difference, where it is another */
  differenceUnit?: string;
}

type Known = Pick<Estimate, 'n' | 'mean' | 'low' | 'high'>;

/** What the tables and pictures need of a variant, of a finished run or one under way, of a line or a site. */
export interface ShownVariant {
  id: string;
  name: string;
  kpis: Readonly<Record<string, (Known & Partial<Pick<Estimate, 'values'>>) | null>>;
  /** of indicators that are not known: in how many replications they are */
  known?: Readonly<Record<string, number>> | undefined;
  difference: Readonly<Record<string, Difference | null>> | null;
  /** id of the baseline of the difference; the first where not given */
  against?: string;
}

/** Of the question what names its variants. */
export interface Asked {
  variants?: readonly { id: string; name?: string | undefined; changes: readonly unknown[] }[] | undefined;
}

/** Variants with the names that the question gives them. */
export function shownVariants(
  variants: readonly (Pick<InterimVariant | ShownVariant, 'id' | 'kpis' | 'difference'> & Pick<ShownVariant, 'known'>)[],
  asked: Asked,
  baseline: string,
): ShownVariant[] {
  const names = new Map((asked.variants ?? []).map((variant) => [variant.id, variant.name]));
  return variants.map(({ id, kpis, known, difference }) => ({
    id,
    kpis,
    known,
    difference,
    name: id === 'baseline' ? baseline : variantName({ id, name: names.get(id) }),
  }));
}

/** What a variant is called. Without a name a letter stands for itself; a longer id says something. */
export const variantName = ({ id, name }: { id: string; name?: string | undefined }): string =>
  name || (id.length === 1 ? id.toUpperCase() : id.replaceAll('-', ' '));

export interface ForestRow {
  kpi: string;
  variant: string;
  /** in shares of the baseline's mean */
  mean: number;
  low: number;
  high: number;
  verdict: Difference['verdict'];
  slight?: boolean | undefined;
}

/** Differences as shares of the mean of their baseline, so that all indicators stand on one axis. */
export function forestRows(variants: readonly ShownVariant[], order: readonly string[]): ForestRow[] {
  return order.flatMap((kpi) =>
    variants.slice(1).flatMap((variant) => {
      const difference = variant.difference?.[kpi];
      const baseline = variants.find(({ id }) => id === variant.against) ?? variants[0];
      const size = Math.abs(baseline?.kpis[kpi]?.mean ?? 0);
      if (!difference || size === 0) return [];
      return [
        {
          kpi,
          variant: variant.name,
          mean: difference.mean / size,
          low: difference.low / size,
          high: difference.high / size,
          verdict: difference.verdict,
          ...(difference.slight && { slight: true }),
        },
      ];
    }),
  );
}

/** Indicators that are known of one variant at least. */
export const knownKpis = (kpis: readonly ShownKpi[], variants: readonly ShownVariant[]): ShownKpi[] =>
  kpis.filter(({ id }) => variants.some((variant) => variant.kpis[id] !== null && variant.kpis[id] !== undefined));

/** First quartile, median and third quartile, between the neighbouring values in proportion. */
export function quartiles(values: readonly number[]): [number, number, number] | null {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number) => {
    const place = share * (sorted.length - 1);
    const below = sorted[Math.floor(place)]!;
    return below + (place % 1) * (sorted[Math.ceil(place)]! - below);
  };
  return sorted.length === 0 ? null : [at(0.25), at(0.5), at(0.75)];
}

/** Every replication of every indicator, a row each: for files. */
export function replicationTable(variants: readonly ShownVariant[], kpis: readonly ShownKpi[]): (string | number | null)[][] {
  const rows = variants.flatMap((variant) => {
    const most = Math.max(0, ...kpis.map(({ id }) => variant.kpis[id]?.values?.length ?? 0));
    return Array.from({ length: most }, (_, i) => [i + 1, variant.id, ...kpis.map(({ id }) => variant.kpis[id]?.values?.[i] ?? null)]);
  });
  return [['replication', 'variant', ...kpis.map(({ id }) => id)], ...rows];
}

/** Means, differences and verdicts, a row for each indicator of each variant: for files. */
export function verdictTable(variants: readonly ShownVariant[], kpis: readonly ShownKpi[]): (string | number | null)[][] {
  const rows = variants.flatMap(({ id: variant, kpis: known, difference }) =>
    kpis.map(({ id }) => {
      const [estimate, change] = [known[id] ?? null, difference?.[id] ?? null];
      const figures = [estimate?.n, estimate?.mean, estimate?.low, estimate?.high, change?.mean, change?.low, change?.high, change?.verdict, change?.moreRuns];
      return [variant, id, ...figures.map((value) => value ?? null)];
    }),
  );
  return [['variant', 'kpi', 'n', 'mean', 'low', 'high', 'difference', 'differenceLow', 'differenceHigh', 'verdict', 'moreRuns'], ...rows];
}
