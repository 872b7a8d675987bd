import type { LineLosses, LossWaterfall } from '../contract/losses.js';
import { number, textTable } from './format.js';
import type { Io, Lang } from './io.js';
import { WORDS } from './words.js';

/** What was lost where, and who held the line, as tables. */
export function lossesText(losses: LineLosses, { lang }: Pick<Io, 'lang'>): string {
  const words = WORDS[lang].losses;
  const parts = [`${losses.line}, ${losses.from} – ${losses.to}, ${words.unknown}: ${percent(losses.unknownShare, lang)} %`];
  if (losses.waterfall !== null) parts.push(textTable(waterfallRows(losses.waterfall, lang), [1]));
  if (losses.bottleneck !== null) parts.push(textTable(unitRows(losses, lang)), ...sentences(losses.bottleneck, lang));
  if (losses.bottleneck === null) parts.push(words.nothingKnown);
  return [...parts, ...losses.notes].join('\n\n');
}

const percent = (share: number | null, lang: Lang) => (share === null ? '–' : number(share * 100, 1, lang));

function waterfallRows({ theoreticalUnits, losses, goodUnits }: LossWaterfall, lang: Lang): string[][] {
  const words = WORDS[lang].losses;
  const row = (text: string, unit: string, units: number) => [
    text,
    unit,
    number(units, 0, lang),
    theoreticalUnits > 0 ? percent(units / theoreticalUnits, lang) : '–',
  ];
  return [
    [words.loss, words.unit, words.goodUnits, '%'],
    row(words.theoretical, '', theoreticalUnits),
    ...losses.map(({ loss, unit, lostUnits }) => row(words.kinds[loss], unit ?? '', -lostUnits)),
    row(words.made, '', goodUnits),
  ];
}

function unitRows({ bottleneck, units }: LineLosses, lang: Lang): string[][] {
  const words = WORDS[lang].losses;
  return [
    [words.shares, words.momentary, words.sole, words.shifting, words.starved, words.blocked, words.unknown],
    ...bottleneck!.activePeriod.map(({ unit, momentary, sole, shifting }, i) => {
      const waits = bottleneck!.turningPoint.units[i]!;
      const shares = [momentary, sole, shifting, waits.starved?.mean ?? null, waits.blocked?.mean ?? null, units[i]!.unknownShare];
      return [unit, ...shares.map((share) => percent(share, lang))];
    }),
  ];
}

function sentences({ now, turningPoint }: NonNullable<LineLosses['bottleneck']>, lang: Lang): string[] {
  const words = WORDS[lang].losses;
  const points = turningPoint.points.map(({ unit }) => unit).join(', ');
  return [now === null ? words.nobodyNow : words.now(now.unit, now.since), words.turningPoint(words.verdicts[turningPoint.verdict], points)];
}
