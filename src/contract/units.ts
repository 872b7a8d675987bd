import { z } from 'zod';
import { refusal } from './refusal.js';

/** Integer microseconds since the Unix epoch (UTC). Exact in a double until the year 2255. */
export const Micros = z.int().describe('time [us since 1970-01-01T00:00:00Z]');
export type Micros = z.infer<typeof Micros>;

/** What a quantity measures, the unit it is kept in, and the factor of every unit that may be typed. */
export const DIMENSIONS = {
  duration: { kept: 's', example: '9 min', units: { us: 1e-6, ms: 1e-3, s: 1, min: 60, h: 3600, d: 86400, wk: 604800 } },
  rate: { kept: '/min', example: '120 /min', units: { '/s': 60, '/min': 1, '/h': 1 / 60 } },
  power: { kept: 'kW', example: '27 kW', units: { W: 1e-3, kW: 1, MW: 1e3 } },
  energy: { kept: 'kWh', example: '40 kWh', units: { Wh: 1e-3, kWh: 1, MWh: 1e3 } },
  price: { kept: 'EUR/kWh', example: '120 EUR/MWh', units: { 'EUR/kWh': 1, 'EUR/MWh': 1e-3, 'ct/kWh': 1e-2 } },
  capacityPrice: { kept: 'EUR/kW/year', example: '14.41 EUR/kW/year', units: { 'EUR/kW/year': 1, 'EUR/kW/month': 12 } },
  yearlyPrice: { kept: 'EUR/year', example: '435.72 EUR/year', units: { 'EUR/year': 1, 'EUR/month': 12 } },
  carbon: { kept: 'kgCO2e/kWh', example: '55 g/kWh', units: { 'kg/kWh': 1, 'g/kWh': 1e-3, 'kg/MWh': 1e-3 } },
} as const;
export type Dimension = keyof typeof DIMENSIONS;

/** The unit in which a parsed quantity or distribution is kept; `whole`: an object that is one value. */
export const KEPT_IN = z.registry<{ unit: string | null; whole?: true }>();

export const NUMBER = String.raw`[+-]?\d+(?:[ \u00a0\u202f]\d{3})*(?:[.,]\d+)?(?:[eE][+-]?\d+)?`;
export const escapePattern = (text: string) => text.replace(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);

/** The number of a text that NUMBER matches. */
export const numberOf = (text: string): number => Number(text.replace(/[ \u00a0\u202f]/g, '').replace(',', '.'));

/**
 * A number with its unit as people write it (`27 kW`, `0,15 s`, `120 000 /h`), kept as a number in the
 * dimension's unit. The decimal mark may be a point or a comma; a space may group thousands. `most`: in the unit it is kept in.
 */
export function quantity(dimension: Dimension, bounds: { positive?: boolean; most?: number } = {}) {
  const units = DIMENSIONS[dimension].units as Record<string, number>;
  const known = Object.keys(units);
  const expected = refusal('quantity', { units: known.join(', '), example: DIMENSIONS[dimension].example });
  const whole = (most: number): string => {
    const [unit, size] = Object.entries(units).findLast(([, each]) => each > 1 && most % each === 0) ?? [DIMENSIONS[dimension].kept, 1];
    return `${most / size} ${unit}`;
  };
  const pattern = new RegExp(`^\\s*(${NUMBER})\\s*(${known.map(escapePattern).join('|')})\\s*$`);
  return z
    .string({ error: () => expected })
    .regex(pattern, { error: () => expected })
    .transform((text, context) => {
      const match = pattern.exec(text)!;
      const value = numberOf(match[1]!) * units[match[2]!]!;
      const most = bounds.most ?? Number.MAX_VALUE;
      if ((bounds.positive ? value > 0 : value >= 0) && value <= most) return value;
      const limit = value > most ? `at most ${whole(most)}` : bounds.positive ? 'more than zero' : 'zero or more';
      context.addIssue({ code: 'custom', message: `must be ${limit}` });
      return z.NEVER;
    })
    .describe(`${dimension}, kept in ${DIMENSIONS[dimension].kept}`)
    .register(KEPT_IN, { unit: DIMENSIONS[dimension].kept });
}

export const Duration = quantity('duration');
export const PositiveDuration = quantity('duration', { positive: true });
/** No machine is faster than a billion items a minute; with rates beyond all measure the sums of the flow would lose items. */
export const Rate = quantity('rate', { positive: true, most: 1e9 });
export const Power = quantity('power');
export const Energy = quantity('energy');

/** A text in both languages of the product. */
export const Bilingual = z.strictObject({ en: z.string().min(1), fr: z.string().min(1) });
export type Bilingual = z.infer<typeof Bilingual>;

const positive = (dimension: Dimension) => quantity(dimension, { positive: true });
const Sigma = z.number().positive().describe('standard deviation of the logarithm');

type LogNormal = { dist: 'lognormal'; median: number; sigma: number } | { dist: 'lognormal'; mean: number; sigma: number };

const Weights = z.array(z.number().positive()).min(1);

const SIMPLE = [
  z.strictObject({ dist: z.literal('fixed'), value: positive('duration') }),
  z.strictObject({ dist: z.literal('exponential'), mean: positive('duration') }),
  z.strictObject({ dist: z.literal('uniform'), min: Duration, max: positive('duration') }),
  z.strictObject({ dist: z.literal('triangular'), min: Duration, mode: Duration, max: positive('duration') }),
  z
    .strictObject({ dist: z.literal('lognormal'), mean: positive('duration').optional(), median: positive('duration').optional(), sigma: Sigma })
    .transform((d, context): LogNormal => {
      if ((d.mean === undefined) === (d.median === undefined)) {
        context.addIssue({ code: 'custom', message: 'expected either mean or median' });
        return z.NEVER;
      }
      if (d.median !== undefined) return { dist: 'lognormal', median: d.median, sigma: d.sigma };
      return { dist: 'lognormal', mean: d.mean!, sigma: d.sigma };
    }),
  z.strictObject({ dist: z.literal('weibull'), scale: positive('duration'), shape: z.number().positive() }),
  z.strictObject({ dist: z.literal('gamma'), mean: positive('duration'), shape: z.number().positive() }),
  z.strictObject({
    dist: z.literal('hyperexponential'),
    p: Weights.describe('chance of each exponential, in any sum'),
    means: z.array(positive('duration')).min(1),
  }),
  z.strictObject({ dist: z.literal('empirical'), values: z.array(positive('duration')).min(1) }),
] as const;
const BareDuration = PositiveDuration.transform((value) => ({ dist: 'fixed' as const, value }));
const Part = z.union([BareDuration, z.discriminatedUnion('dist', SIMPLE)]);

/** A distribution of durations that names its law. */
export const DurationLaw = z.discriminatedUnion('dist', [
  ...SIMPLE,
  z.strictObject({
    dist: z.literal('mixture'),
    weights: Weights.describe('weight of each part, in any sum'),
    of: z.array(Part).min(1).describe('distributions, none of them a mixture'),
  }),
]);

/**
 * A distribution of durations. A bare quantity is a fixed duration. Parsed, every duration is in seconds. A log-normal
 * keeps the mean or the median it was given by: median = mean exp(-sigma^2/2).
 */
export const DurationDistribution = z.union([BareDuration, DurationLaw]).register(KEPT_IN, { unit: 's', whole: true });
export type DurationDistribution = z.infer<typeof DurationDistribution>;

const Amount = z.number().min(0);
const Positive = z.number().positive();
const LogNormalAmount = z.strictObject({ dist: z.literal('lognormal'), mean: Positive, sigma: Sigma });

/** A distribution of numbers of things. A bare number is a fixed one. */
export const AmountDistribution = z
  .union([
    Amount.transform((value) => ({ dist: 'fixed' as const, value })),
    z.discriminatedUnion('dist', [
      z.strictObject({ dist: z.literal('fixed'), value: Amount }),
      z.strictObject({ dist: z.literal('exponential'), mean: Positive }),
      z.strictObject({ dist: z.literal('uniform'), min: Amount, max: Positive }),
      z.strictObject({ dist: z.literal('triangular'), min: Amount, mode: Amount, max: Positive }),
      LogNormalAmount,
      z.strictObject({ dist: z.literal('empirical'), values: z.array(Amount).min(1) }),
    ]),
  ])
  .register(KEPT_IN, { unit: null, whole: true });
export type AmountDistribution = z.infer<typeof AmountDistribution>;
