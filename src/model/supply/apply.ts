import type { Issue } from '../../contract/problem.js';
import type { SupplyChange, SupplyChangeOf } from '../../contract/supply-change.js';
import type { SupplyContract } from '../../contract/supply.js';
import { contractIssues, powersMustRise, unknownPeriod } from './issues.js';
import { contractOfTariff, ELECTRICITY, type SuppliedCarrier, type SupplyState } from './state.js';

export interface AppliedSupply {
  state: SupplyState;
  issues: Issue[];
}

/**
 * The supply with changes, one after the other. `pointer`: where the list of changes stands. `utilities`: ids whose electricity is known
 * apart, for heat recovery. A change with issues is left out.
 */
export function applySupply(state: SupplyState, changes: readonly SupplyChange[], pointer: string, utilities: readonly string[] = []): AppliedSupply {
  let now = state;
  const issues: Issue[] = [];
  changes.forEach((change, i) => {
    const applied = applyOne(now, change, `${pointer}/${i}`, utilities);
    if (applied.issues.length === 0) now = applied.state;
    issues.push(...applied.issues);
  });
  return { state: now, issues };
}

function applyOne(state: SupplyState, change: SupplyChange, pointer: string, utilities: readonly string[]): AppliedSupply {
  const ids = state.carriers.map(({ id }) => id);
  if ('carrier' in change && !ids.includes(change.carrier))
    return refuse(state, `${pointer}/carrier`, `there is no carrier "${change.carrier}"; expected one of ${ids.join(', ')}`);
  const needsElectricity = change.kind === 'pv' || change.kind === 'battery' || change.kind === 'heat-pump';
  if (needsElectricity && !ids.includes(ELECTRICITY)) return refuse(state, pointer, `needs a carrier "${ELECTRICITY}"`);
  switch (change.kind) {
    case 'contract': {
      const { contract } = change;
      const issues = contractIssues(contract, `${pointer}/contract`);
      return issues.length > 0 ? { state, issues } : replace(state, change.carrier, { contract });
    }
    case 'tariff': {
      const contract = contractOfTariff(change.tariff);
      const issues = contractIssues(contract, '').map(({ detail }) => ({ pointer: `${pointer}/tariff/periods`, detail }));
      return issues.length > 0 ? { state, issues } : replace(state, change.carrier, { contract });
    }
    case 'contracted-power':
      return contractedPower(state, change, pointer);
    case 'prices': {
      const contract = contractOf(state, change.carrier);
      if (contract === null) return refuse(state, `${pointer}/carrier`, `${change.carrier} has no contract whose prices could change`);
      return (
        unknownSeries(state, [change.dayAhead.series], pointer) ??
        replace(state, change.carrier, { contract: { ...contract, energy: { dayAhead: change.dayAhead } } })
      );
    }
    case 'carbon-factor': {
      const { source, location, marginal } = change;
      const used = [location, marginal].flatMap((of) => of?.series?.series ?? []);
      const before = state.carriers.find(({ id }) => id === change.carrier)!.emissions;
      const emissions = { ...before, source, location, validFrom: '1970-01-01', scope: before?.scope ?? null, ...(marginal ? { marginal } : {}) };
      return unknownSeries(state, used, pointer) ?? replace(state, change.carrier, { emissions });
    }
    case 'heat-recovery':
      if (!utilities.includes(change.from)) return refuse(state, `${pointer}/from`, noUtility(change.from, utilities));
      if (shareTaken(state, change) > 1) return refuse(state, `${pointer}/share`, `more than all electricity of ${change.from} would become heat`);
      return { state: { ...state, recoveries: [...state.recoveries, change] }, issues: [] };
    case 'heat-pump':
      if (change.carrier === ELECTRICITY) return refuse(state, `${pointer}/carrier`, 'must be the carrier of the heat that is replaced, not electricity');
      return { state: { ...state, heatPumps: [...state.heatPumps, change] }, issues: [] };
    case 'pv':
      return (
        unknownSeries(state, change.irradiance ? [change.irradiance.series] : [], pointer) ?? {
          state: { ...state, photovoltaics: [...state.photovoltaics, change] },
          issues: [],
        }
      );
    case 'battery':
      if (state.battery !== null) return refuse(state, pointer, 'there is a battery already: give one with the capacity and power of both');
      return { state: { ...state, battery: change }, issues: [] };
  }
}

const refuse = (state: SupplyState, pointer: string, detail: string): AppliedSupply => ({ state, issues: [{ pointer, detail }] });

const contractOf = (state: SupplyState, carrier: string) => state.carriers.find(({ id }) => id === carrier)!.contract;

const noUtility = (id: string, utilities: readonly string[]) =>
  utilities.length === 0
    ? 'there is no utility whose electricity is known'
    : `there is no utility "${id}" that takes electricity; expected one of ${utilities.join(', ')}`;

const shareTaken = ({ recoveries }: SupplyState, { from, share }: SupplyChangeOf<'heat-recovery'>) =>
  recoveries.reduce((sum, other) => sum + (other.from === from ? other.share : 0), share);

function replace(state: SupplyState, carrier: string, fields: Partial<SuppliedCarrier>): AppliedSupply {
  return { state: { ...state, carriers: state.carriers.map((each) => (each.id === carrier ? { ...each, ...fields } : each)) }, issues: [] };
}

function unknownSeries(state: SupplyState, used: readonly string[], pointer: string): AppliedSupply | null {
  const unknown = used.find((id) => !(id in state.series));
  if (unknown === undefined) return null;
  const known = Object.keys(state.series);
  return refuse(state, pointer, `there is no series "${unknown}"${known.length > 0 ? `; expected one of ${known.join(', ')}` : ''}`);
}

function contractedPower(state: SupplyState, { carrier, power }: SupplyChangeOf<'contracted-power'>, pointer: string): AppliedSupply {
  const contract = contractOf(state, carrier);
  if (contract === null || contract.network.capacity.length === 0)
    return refuse(state, `${pointer}/carrier`, `the contract of ${carrier} has no prices of capacity: nothing is subscribed`);
  if (power === 'best') return replace(state, carrier, { best: true });
  const periods = contract.network.capacity.map(({ period }) => period);
  const unknown = Object.keys(power).filter((label) => !periods.includes(label));
  if (unknown.length > 0) return { state, issues: unknown.map((label) => ({ pointer: `${pointer}/power/${label}`, detail: unknownPeriod(label, periods) })) };
  const issues = orderIssues(withPowers(contract, power), power, pointer);
  return issues.length > 0 ? { state, issues } : replace(state, carrier, { contract: withPowers(contract, power), best: false });
}

function withPowers(contract: SupplyContract, power: Record<string, number>): SupplyContract {
  const capacity = contract.network.capacity.map((each) => ({ ...each, subscribed: power[each.period] ?? each.subscribed }));
  return { ...contract, network: { ...contract.network, capacity } };
}

function orderIssues({ network: { capacity } }: SupplyContract, power: Record<string, number>, pointer: string): Issue[] {
  return capacity.flatMap(({ period, subscribed }, i) => {
    const before = capacity[i - 1];
    if (subscribed === undefined) return [{ pointer: `${pointer}/power`, detail: `needs a power for the period ${period} too` }];
    if (subscribed >= (before?.subscribed ?? 0)) return [];
    return [{ pointer: `${pointer}/power/${period in power ? period : before!.period}`, detail: `that of ${period} ${powersMustRise(before!.period)}` }];
  });
}
