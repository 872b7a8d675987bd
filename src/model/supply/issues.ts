import type { Issue } from '../../contract/problem.js';
import type { SupplyContract } from '../../contract/supply.js';
import { labelsOf, offGrid, uncovered } from './periods.js';

/** What a well-formed contract still gets wrong. `pointer`: where the contract stands. */
export function contractIssues(contract: SupplyContract, pointer: string): Issue[] {
  const labels = labelsOf(contract);
  const { periods, energy, network, validFrom, validTo } = contract;
  const when = (wrong: boolean, at: string, detail: string): Issue[] => (wrong ? [{ pointer: `${pointer}${at}`, detail }] : []);
  const gap = uncovered(contract);
  return [
    ...when(validTo !== undefined && validTo < validFrom, '/validTo', 'must not be before validFrom'),
    ...periods.flatMap((period, i) => [
      ...when(offGrid(period), `/periods/${i}/hours`, 'expected whole 10 minutes: the meter tells no shorter time apart'),
      ...when(
        (period.days?.includes('holiday') ?? false) && contract.holidays === undefined,
        `/periods/${i}/days`,
        'without holidays of the contract no day is a holiday',
      ),
    ]),
    ...when(gap !== null, '/periods', `the periods must cover all hours of the year: no period covers ${gap}`),
    ...(energy.byPeriod === undefined ? [] : pricesIssues(labels, energy.byPeriod, `${pointer}/energy/byPeriod`)),
    ...(Object.keys(network.energy).length === 0 ? [] : pricesIssues(labels, network.energy, `${pointer}/network/energy`)),
    ...capacityIssues(contract, labels, `${pointer}/network`),
  ];
}

function pricesIssues(labels: readonly string[], prices: Record<string, number>, pointer: string): Issue[] {
  return [
    ...Object.keys(prices).flatMap((label) => (labels.includes(label) ? [] : [{ pointer: `${pointer}/${label}`, detail: unknownPeriod(label, labels) }])),
    ...labels.flatMap((label) => (label in prices ? [] : [{ pointer, detail: `no price for the period ${label}` }])),
  ];
}

export const unknownPeriod = (label: string, labels: readonly string[]): string => `no period has the label "${label}"; expected one of ${labels.join(', ')}`;

function capacityIssues({ network: { capacity, overrun } }: SupplyContract, labels: readonly string[], pointer: string): Issue[] {
  if (capacity.length === 0) return overrun === undefined ? [] : [{ pointer: `${pointer}/overrun`, detail: 'needs prices of capacity' }];
  return [
    ...capacity.flatMap(({ period, price, subscribed }, i) => {
      const at = `${pointer}/capacity/${i}`;
      const before = capacity[i - 1];
      const issues: Issue[] = [];
      if (!labels.includes(period)) issues.push({ pointer: `${at}/period`, detail: unknownPeriod(period, labels) });
      if (capacity.findIndex((other) => other.period === period) < i) issues.push({ pointer: `${at}/period`, detail: `"${period}" has a price already` });
      if (before !== undefined && price > before.price) issues.push({ pointer: `${at}/price`, detail: `must not be above that of ${before.period}` });
      if (before !== undefined && (subscribed === undefined) !== (before.subscribed === undefined))
        issues.push({ pointer: at, detail: 'expected a subscribed power for all periods, or for none' });
      if ((subscribed ?? 0) < (before?.subscribed ?? 0)) issues.push({ pointer: `${at}/subscribed`, detail: powersMustRise(before!.period) });
      return issues;
    }),
    ...labels.flatMap((label) =>
      capacity.some(({ period }) => period === label) ? [] : [{ pointer: `${pointer}/capacity`, detail: `no price for the period ${label}` }],
    ),
  ];
}

export const powersMustRise = (before: string): string =>
  `must not be below the power of ${before}: subscribed powers rise from the dearest period to the cheapest`;
