import { median, rounded, type Figure } from '../figure.js';
import { burst, type RoundResult, type Stage } from './round.js';
import { BARE_ON_AEDES, BARE_ON_EMBEDDED, EMBEDDED } from './subjects.js';

/**
 * The embedded broker through its security gate, with the acknowledgement after the commit, against a bare subscriber on the library that it is made of;
 * and what a bare subscriber gets through it, which is handed on after the commit. By turns.
 */
export async function* embeddedFigures(stage: Stage, rounds: number, signals: number): AsyncGenerator<Figure> {
  const results: { alone: RoundResult; subscribed: RoundResult; limit: RoundResult }[] = [];
  for (let round = 0; round < rounds; round++) {
    const turns = [EMBEDDED, BARE_ON_EMBEDDED, BARE_ON_AEDES];
    const told = new Map<(typeof turns)[number], RoundResult>();
    for (const subject of round % 2 === 0 ? turns : turns.reverse()) told.set(subject, await burst(stage, subject, signals));
    results.push({ alone: told.get(EMBEDDED)!, subscribed: told.get(BARE_ON_EMBEDDED)!, limit: told.get(BARE_ON_AEDES)! });
  }
  const across = (of: (round: (typeof results)[number]) => number) => rounded(median(results.map(of)));
  const lost = (of: (round: (typeof results)[number]) => RoundResult) => results.reduce((sum, round) => sum + of(round).lost, 0);
  const named = (what: string) => `embedded broker: ${what}, ${signals} signals`;
  yield {
    name: named('messages durable and acknowledged'),
    ours: across(({ alone }) => alone.durablePerS!),
    limit: across(({ limit }) => limit.perS),
    ratio: across(({ alone, limit }) => alone.durablePerS! / limit.perS),
    unit: '/s',
    note: `limit: ${BARE_ON_AEDES.name}; lost ${lost(({ alone }) => alone)} in ${rounds} rounds; processor time of a message ${across(({ alone }) => alone.cpuUs.broker)} us against ${across(({ limit }) => limit.cpuUs.broker)} us of aedes`,
  };
  yield {
    name: named('messages to a bare subscriber'),
    ours: across(({ subscribed }) => subscribed.perS),
    limit: across(({ limit }) => limit.perS),
    ratio: across(({ subscribed, limit }) => subscribed.perS / limit.perS),
    unit: '/s',
    note: `the same limit; lost ${lost(({ subscribed }) => subscribed)}; durable meanwhile ${across(({ subscribed }) => subscribed.durablePerS!)} /s`,
  };
}
