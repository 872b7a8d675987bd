import { z } from 'zod';
import { LineId, UnitId } from './equipment.js';

/**
 * What good units of a line are lost to, in the order of a waterfall: time that was not planned, then time and speed where the
 * line is measured, then what did not leave the line.
 */
export const LOSSES = [
  'not-planned', // outside the shifts
  'planned-stop', // maintenance and outages within the shifts
  'setup', // changeover, cleaning, line clearance
  'breakdown', // stops longer than the limit of the line
  'micro-stop', // stops up to that limit
  'starved', // waiting for items; unit: the machine that caused it, null: what comes from outside the line
  'blocked', // waiting for room; unit: the machine that caused it, null: what takes the items outside the line
  'waiting', // ready, without a cause that is known
  'standby', // in standby and waking up
  'unknown', // time about which nothing was heard
  'speed', // slower than the ideal rate; negative where it ran faster
  'start-up-rejects', // soon after a set-up or a planned rest
  'run-rejects',
  'buffer', // good so far, and still between the stations; negative where the buffers gave
] as const;
export const LossKind = z.enum(LOSSES);
export type LossKind = z.infer<typeof LossKind>;

export const Loss = z.strictObject({
  loss: LossKind,
  unit: UnitId.nullable().describe('the machine that caused it; null where none of the line did'),
  lostUnits: z.number().describe('good units of the line; negative: gained'),
});
export type Loss = z.infer<typeof Loss>;

/** From the units that the line would make at its ideal rate around the clock to those that it made. */
export const LossWaterfall = z.strictObject({
  measuredAt: z.array(UnitId).describe('where time is lost: the slowest station, or where items can pass it by those at the ends of the line'),
  theoreticalUnits: z.number().describe('calendar time at the ideal rate of the line [good units]'),
  losses: z.array(Loss).describe('add up to theoreticalUnits less goodUnits'),
  goodUnits: z.number().describe('good units that left the line'),
});
export type LossWaterfall = z.infer<typeof LossWaterfall>;

/** Mean with its 95 % interval; null where one value alone gives none. */
export const MeanBetween = z.strictObject({ mean: z.number(), low: z.number().nullable(), high: z.number().nullable() });
export type MeanBetween = z.infer<typeof MeanBetween>;

export const TurningPointVerdict = z
  .enum(['one', 'several', 'uncertain', 'tie', 'none', 'branched'])
  .describe(
    'one, several: stations at which blocked before turns into starved after, beyond doubt; uncertain: it may be noise; tie: stations wait equally little; none: it turns nowhere; branched: the stations do not stand in one row',
  );
export const TurningPoint = z.strictObject({
  verdict: TurningPointVerdict,
  points: z.array(z.strictObject({ unit: UnitId, certain: z.boolean().describe('95 % over all conditions together') })),
  units: z
    .array(z.strictObject({ unit: UnitId, starved: MeanBetween.nullable(), blocked: MeanBetween.nullable() }))
    .describe('shares of the time in which it was to work; null where nothing is known of it'),
});
export type TurningPoint = z.infer<typeof TurningPoint>;

const holdText = 'share of the time in which any machine was active';
/** How a machine holds the line by the active period method. */
export const ActivePeriodShares = <Share extends z.ZodType>(share: Share) =>
  z.strictObject({
    unit: UnitId,
    momentary: share.describe(`it had the longest active period: ${holdText}`),
    sole: share.describe(`it was the bottleneck alone: ${holdText}`),
    shifting: share.describe(`the bottleneck shifted to it or from it: ${holdText}`),
    frequency: z.number().nullable().describe('share of all times that a machine became the bottleneck; null: none did'),
    severity: z
      .number()
      .nullable()
      .describe('mean length of its times as the bottleneck, by that of all; null: it never was. frequency * severity is its share'),
  });

/** Which machine holds a simulated line, over the replications. */
export const Bottleneck = z.strictObject({
  unit: UnitId.nullable().describe('surely the bottleneck for the greatest share of the time; null: no detectable difference'),
  activePeriod: z.array(ActivePeriodShares(MeanBetween)),
  turningPoint: TurningPoint,
});
export type Bottleneck = z.infer<typeof Bottleneck>;

/** A waterfall over replications: means, which add up as those of each. */
export const WaterfallEstimate = z.strictObject({
  measuredAt: LossWaterfall.shape.measuredAt,
  theoreticalUnits: z.number(),
  losses: z.array(Loss.omit({ lostUnits: true }).extend({ lostUnits: MeanBetween })),
  goodUnits: MeanBetween,
});
export type WaterfallEstimate = z.infer<typeof WaterfallEstimate>;

/** Answer of GET /api/v1/lines/:line/losses: which machine held the measured line, and where its units went. */
export const LineLosses = z.strictObject({
  line: LineId,
  from: z.iso.datetime(),
  to: z.iso.datetime().describe('at most now of the line'),
  unknownShare: z.number().nullable().describe('share of the working time of all machines about which nothing was heard; null: there was none'),
  units: z.array(z.strictObject({ unit: UnitId, unknownShare: z.number().nullable().describe('of its working time; null: there was none') })),
  bottleneck: z
    .strictObject({
      now: z
        .strictObject({ unit: UnitId, since: z.iso.datetime() })
        .nullable()
        .describe('the machine that is active longest at the end, and since when; null: none, or several'),
      activePeriod: z.array(ActivePeriodShares(z.number())),
      turningPoint: TurningPoint.describe('over stretches of the time asked for'),
    })
    .nullable()
    .describe('null where nothing is known'),
  waterfall: LossWaterfall.nullable().describe('null where no counts are known at the station of measure, or at the end of the line'),
  notes: z.array(z.string()).describe('what limits the answer, in sentences'),
});
export type LineLosses = z.infer<typeof LineLosses>;
