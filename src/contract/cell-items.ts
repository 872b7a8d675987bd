import type { CellDefinition, FlowSegment, Product } from './cell.js';
import type { CellKpiGroup } from './cell-kpi.js';
import type { LotRecord } from './cell-view.js';
import { ANY_ITEM } from './item-name.js';

/** What the numbers of a cell count, as its file names it: tablet, case. What it does not tell, or tells in several ways, is an `item`. */
export interface CellItems {
  /** what goes into a step of a product */
  into: (step: string, product: string | null) => string;
  /** what comes out of it, good and rejected, at the unit, slot or machine that does it where that is known */
  outOf: (step: string, product: string | null, source?: string) => string;
  /** good items of a product, or of all of them, after the last step */
  finished: (product?: string | null) => string;
  /** what units, slots or machines count, of one product or of all that they make */
  madeAt: (sources: readonly string[], product?: string | null) => string;
  /** of indicators: what their counts are of, and the good units that energy is told by */
  ofGroup: (group: Pick<CellKpiGroup, 'by' | 'key' | 'unit' | 'measuredAt'>) => { counted: string; good: string };
  /** what a lot has now: in front of its first step, in a step under way what went into it, after a step what came out */
  ofLot: (lot: Pick<LotRecord, 'product'> & { last: { step: string; source?: string; underWay: boolean } | null }) => string;
}

/** Counts by the definition of the cell; items until it is there. */
export function cellItems(definition: CellDefinition | undefined): CellItems {
  const { units = [], products = [] } = definition ?? {};
  const flowOf = (unit: string) => units.find(({ id }) => id === unit)?.flow?.stations;
  const productOf = (id: string | null | undefined) => products.find((product) => product.id === id);

  const asked = (product: string | null | undefined) => {
    const known = productOf(product);
    return known ? [known] : products;
  };

  /** What a step makes of what goes into it: its flow segment tells, another leaves it as it is, unless it makes another number of it. */
  const made = ({ units: at, makes }: Product['route'][number], before: string, source?: string): string => {
    const done = source === undefined ? at : [unitOf(source)];
    const out = done.flatMap((unit) => exitsOf(flowOf(unit)) ?? [makes === 1 ? before : ANY_ITEM]);
    return common(out);
  };
  const along = ({ item, route }: Product) => {
    let before = item;
    return route.map((recipe) => {
      const here = { recipe, into: before };
      before = made(recipe, before);
      return { ...here, outOf: before };
    });
  };
  const stepOf = (step: string, product: string | null) =>
    asked(product)
      .flatMap(along)
      .filter(({ recipe }) => recipe.id === step);
  const into: CellItems['into'] = (step, product) => common(stepOf(step, product).map((one) => one.into));
  const outOf: CellItems['outOf'] = (step, product, source) => common(stepOf(step, product).map((one) => made(one.recipe, one.into, source)));
  const finished: CellItems['finished'] = (product) => common(asked(product).map((one) => along(one).at(-1)!.outOf));
  const madeAt: CellItems['madeAt'] = (sources, product) =>
    common(
      sources.flatMap((source) => {
        const machine = flowOf(unitOf(source))?.find(({ id }) => source === `${unitOf(source)}.${id}`);
        if (machine) return [machine.item];
        const steps = asked(product)
          .flatMap(along)
          .filter(({ recipe }) => recipe.units.includes(unitOf(source)));
        return steps.map((one) => made(one.recipe, one.into, source));
      }),
    );
  return {
    into,
    outOf,
    finished,
    madeAt,
    ofGroup: ({ by, key, unit, measuredAt }) => {
      const counted = madeAt(by === 'source' ? measuredAt : unit === null ? [] : [unit], key.product);
      return { counted, good: by === 'source' || by === 'unit' || by === 'segment' ? counted : finished(key.product) };
    },
    ofLot: ({ product, last }) => {
      if (last === null) return productOf(product)?.item ?? ANY_ITEM;
      return last.underWay ? into(last.step, product) : outOf(last.step, product, last.source);
    },
  };
}

/** What good items of each product are in the end, in the order of the file. */
export const finishedItems = (definition: CellDefinition): string[] => definition.products.map(({ id }) => cellItems(definition).finished(id));

/** What leaves a flow segment; null: it is none. */
function exitsOf(stations: FlowSegment['stations'] | undefined): string[] | null {
  const exits = stations?.filter(({ next }, i) => (next === undefined ? i === stations.length - 1 : next.length === 0));
  return exits?.map(({ item }) => item) ?? null;
}

const unitOf = (source: string): string => source.split('.')[0]!;

/** The one that all are; an item where they differ, or where there is none. */
const common = (items: readonly string[]): string => (items.length > 0 && items.every((item) => item === items[0]) ? items[0]! : ANY_ITEM);
