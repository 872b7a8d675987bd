/** A case as it stands in a file, with what it may leave out. */
export interface Sibling {
  id: string;
  family: string;
  title?: string;
  model: Record<string, unknown> & { type: string };
  expected: Record<string, unknown>;
  simulate?: { replications?: number; warmup?: number; length?: number; unit?: string };
  tolerance?: { rel?: number | Record<string, number>; abs?: number | Record<string, number>; rule?: string };
  /** found within a second or two: it runs with every test */
  quick?: true;
}

export const exponential = (mean: number) => ({ dist: 'exponential', mean });
export const fixed = (value: number) => ({ dist: 'deterministic', value });

/** As the shared file rounds what it was told. */
export const rounded = (values: Record<string, number>, digits = 10): Record<string, number> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, Number(value.toPrecision(digits))]));

export const only = (values: Record<string, number>, ...names: string[]): Record<string, number> =>
  rounded(
    Object.fromEntries(
      names.map((name) => {
        if (!Number.isFinite(values[name])) throw new Error(`no ${name}`);
        return [name, values[name]!];
      }),
    ),
  );
