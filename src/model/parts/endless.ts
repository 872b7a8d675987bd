import type { Law, Route, Station } from './spec.js';

/** Whether every draw of a law is zero: whatever lasts so long is over at the instant at which it began. */
export function takesNoTime(law: Law): boolean {
  if (law.dist === 'fixed' || law.dist === 'deterministic') return law.value === 0;
  if (law.dist === 'uniform') return law.max === 0;
  if (law.dist === 'sequence' || law.dist === 'empirical') return law.values.every((value) => value === 0);
  return false;
}

/**
 * Stations that would serve for ever at one instant, so that time would stand still: those without any service time that pass
 * their parts on to each other alone, and endless supplies without any whose parts always find room.
 */
export function endlessIssues(stations: readonly Station[], tell: (pointer: string, detail: string) => void): void {
  const timeless = new Map(stations.filter(isTimeless).map((station) => [station.id, station]));
  const passing = new Map(timeless);
  const circles = new Map(timeless);
  shrink(circles, (station) => ways(station).every(({ leaves, to }) => !leaves && circles.has(to)));
  shrink(passing, (station) => ways(station).every(({ leaves, limited, to }) => leaves || !limited || passing.has(to)));
  for (const station of timeless.values()) {
    const at = `/stations/${stations.indexOf(station)}/service`;
    if (circles.has(station.id)) tell(at, 'takes no time, and its parts only come to stations that take none: they would go round for ever at one instant');
    else if (station.supply !== undefined && passing.has(station.id))
      tell(at, 'takes no time, and its supply has no end: it would serve for ever at one instant');
  }

  function ways({ next }: Station): { leaves: boolean; limited: boolean; to: string }[] {
    const lists: Route[][] = next === undefined ? [[]] : 'every' in next ? [next.every] : Object.values(next.byClass);
    return lists.flatMap((routes) => {
      const rest = 1 - routes.reduce((sum, { probability }) => sum + probability, 0);
      const taken = routes.filter(({ probability }) => probability > 0);
      return [
        ...taken.map(({ to }) => ({ leaves: to === undefined, limited: isLimited(to), to: to?.station ?? '' })),
        ...(rest > 1e-9 || taken.length === 0 ? [{ leaves: true, limited: false, to: '' }] : []),
      ];
    });
  }

  function isLimited(to: Route['to']): boolean {
    const queue = stations.find(({ id }) => id === to?.station)?.inputs?.[to?.input ?? 0];
    return (queue?.waiting ?? null) !== null || (queue?.system ?? null) !== null;
  }
}

/** Whether a part that comes is always passed on at once: nothing takes time, nothing else is waited for, none is scrap. */
function isTimeless({ service, changeover, batch, inputs = [], sleep, yield: good = 1 }: Station): boolean {
  const laws = 'every' in service ? [service.every] : Object.values(service.byClass);
  const waitsForOthers = batch !== undefined || sleep !== undefined || inputs.length > 1 || (inputs[0]?.takes ?? 1) > 1;
  return !waitsForOthers && changeover === undefined && good === 1 && laws.every(takesNoTime);
}

/** Takes out whatever does not keep to the rule, until all that is left does. */
function shrink(stations: Map<string, Station>, keeps: (station: Station) => boolean): void {
  for (let before = -1; before !== stations.size;) {
    before = stations.size;
    for (const [id, station] of stations) if (!keeps(station)) stations.delete(id);
  }
}
