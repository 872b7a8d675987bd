import type { LineDefinition } from '../contract/line.js';
import type { ScenarioRequest } from '../contract/scenario.js';
import type { MeasuredRate } from '../model/deviation.js';

/** What limits an answer, in sentences. The screens know them by their wording: web/src/i18n/en.ts. */
export function notesOn(definition: LineDefinition, request: Pick<ScenarioRequest, 'replications'>, measured: readonly MeasuredRate[], done: number): string[] {
  const rates = measured.length === 0 ? 'Rates, stops' : 'All other rates, stops';
  return [
    ...(definition.demo ? ['The line is invented and its machines are simulated.'] : []),
    ...measured.map((rate) => noteOnRate(definition, rate)),
    `${rates} and powers are those of the plant file; they were not fitted to data of this line.`,
    ...(definition.tariff ? [] : ['The line has no tariff: the cost is not known.']),
    ...(definition.carbon ? [] : ['The line has no emission factor: the emissions are not known.']),
    ...(done < request.replications ? [`The run was cancelled after ${done} of ${request.replications} replications.`] : []),
    ...(done < 20 ? [`${done} replications are few: the intervals are wide.`] : []),
  ];
}

function noteOnRate({ stations }: LineDefinition, { unit, sinceUs, ratePerMin }: MeasuredRate): string {
  const ideal = stations.find(({ id }) => id === unit)!.rate;
  const percent = Math.round(Math.abs(ratePerMin / ideal - 1) * 100);
  const slow = ratePerMin < ideal;
  const since = new Date(sinceUs / 1000).toISOString().slice(0, 16).replace('T', ' ');
  return `The ${unit} has run ${percent} % ${slow ? 'below' : 'above'} its ideal rate since ${since} UTC and is taken to go on so; ask with its rate set to ${Number(ideal.toPrecision(6))} /min to see it ${slow ? 'mended' : 'as it should be'}.`;
}
