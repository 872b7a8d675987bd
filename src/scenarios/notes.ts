import { lineNote } from '../contract/line-note.js';
import type { LineDefinition } from '../contract/line.js';
import type { ScenarioRequest } from '../contract/scenario.js';
import { isoTime } from '../platform/iso-time.js';
import type { MeasuredRate } from '../model/deviation.js';

/** What limits an answer, in sentences. */
export function notesOn(
  { demo, tariff, carbon, stations }: LineDefinition,
  { replications: asked }: Pick<ScenarioRequest, 'replications'>,
  measured: readonly MeasuredRate[],
  done: number,
): string[] {
  return [
    ...(demo ? [lineNote('demo', {})] : []),
    ...measured.map((rate) => noteOnRate(stations, rate)),
    lineNote(measured.length === 0 ? 'notFitted' : 'notFittedElse', {}),
    ...(tariff ? [] : [lineNote('noTariff', {})]),
    ...(carbon ? [] : [lineNote('noCarbon', {})]),
    ...(done < asked ? [lineNote('cancelled', { done, asked })] : []),
    ...(done < 20 ? [lineNote('few', { n: done })] : []),
  ];
}

function noteOnRate(stations: LineDefinition['stations'], { unit, sinceUs, ratePerMin }: MeasuredRate): string {
  const ideal = stations.find(({ id }) => id === unit)!.rate;
  const percent = Math.round(Math.abs(ratePerMin / ideal - 1) * 100);
  const since = isoTime(sinceUs).slice(0, 16).replace('T', ' ');
  return lineNote(ratePerMin < ideal ? 'slow' : 'fast', { unit, percent, since, rate: Number(ideal.toPrecision(6)) });
}
