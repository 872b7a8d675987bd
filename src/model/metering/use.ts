import type { MeasuredAccount } from '../../contract/cell-view.js';
import { WASTE_ACCOUNTS, type AccountUse, type EnergyUse, type SourceUse, type ZoneUse } from '../../contract/energy-use.js';
import type { Spending } from '../cell-mirror/spent.js';
import type { Source } from '../cell-mirror/sources.js';
import { groupedBy } from './grouped.js';
import type { PriceOf } from './prices.js';

type Use = Pick<EnergyUse, 'kwh' | 'unitsKwh' | 'utilitiesKwh' | 'zonesKwh' | 'accounts' | 'outsideExecuteShare' | 'waste' | 'sources' | 'zones'>;

/** Energy by source, account and zone, each kWh at the price of its time. `priceOf`: prices of a carrier. */
export function useOf(sources: readonly Source[], spendings: readonly Spending[], priceOf: (carrier: string) => PriceOf): Use {
  const metered = new Set(spendings.flatMap(({ source, kwh }) => (source.kind === 'unit' && hasEnergy(kwh) ? [source.place!.unit.id] : [])));
  const counts = ({ kind, place }: Source) => kind !== 'machine' || !metered.has(place!.unit.id);
  const bySource = groupedBy(spendings, ({ source }) => source.id);
  const told = sources.flatMap((source): SourceUse[] => {
    const own = bySource.get(source.id);
    return own === undefined ? [] : [{ ...sourceUse(source, own, priceOf), counts: counts(source) }];
  });
  const counted = told.filter((use) => use.counts);
  const sum = (...kinds: SourceUse['kind'][]) => counted.reduce((total, { kind, kwh }) => (kinds.includes(kind) ? total + kwh : total), 0);
  const [unitsKwh, utilitiesKwh, zonesKwh] = [sum('unit', 'machine'), sum('utility'), sum('zone')];
  const accounts = accountsOf(
    spendings.filter(({ source }) => counts(source) && source.place !== null),
    priceOf,
  );
  const wasted = accounts.filter(({ account }) => isWaste(account));
  const kwhOf = (list: readonly AccountUse[]) => list.reduce((total, { kwh }) => total + kwh, 0);
  const share = (kwh: number) => (unitsKwh > 0 ? kwh / unitsKwh : null);
  return {
    kwh: unitsKwh + utilitiesKwh + zonesKwh,
    unitsKwh,
    utilitiesKwh,
    zonesKwh,
    accounts,
    outsideExecuteShare: share(kwhOf(accounts.filter(({ account }) => account !== 'execute'))),
    waste: {
      accounts: [...WASTE_ACCOUNTS],
      seconds: wasted.reduce((total, { seconds }) => total + seconds, 0),
      kwh: kwhOf(wasted),
      costEur: sumKnown(wasted.map(({ costEur }) => costEur)),
      share: share(kwhOf(wasted)),
    },
    sources: told,
    zones: zonesOf(counted),
  };
}

const hasEnergy = (kwh: Spending['kwh']): boolean => Object.values(kwh).some((value) => value !== 0);
const isWaste = (account: MeasuredAccount): boolean => (WASTE_ACCOUNTS as readonly string[]).includes(account);
const sumKnown = (values: readonly (number | null)[]): number | null => values.reduce((sum, value) => (sum === null || value === null ? null : sum + value), 0);

function sourceUse(source: Source, own: readonly Spending[], priceOf: (carrier: string) => PriceOf): Omit<SourceUse, 'counts'> {
  const accounts = accountsOf(own, priceOf);
  const byCarrierKwh: Record<string, number> = {};
  for (const { kwh } of own) for (const [carrier, amount] of Object.entries(kwh)) byCarrierKwh[carrier] = (byCarrierKwh[carrier] ?? 0) + amount;
  return {
    source: source.id,
    kind: source.kind,
    zone: source.place?.unit.zone ?? null,
    kwh: accounts.reduce((sum, { kwh }) => sum + kwh, 0),
    byCarrierKwh,
    accounts,
    unknownS: accounts.find(({ account }) => account === 'unknown')?.seconds ?? 0,
  };
}

/** The most energy first. */
function accountsOf(spendings: readonly Spending[], priceOf: (carrier: string) => PriceOf): AccountUse[] {
  const byAccount = groupedBy(spendings, ({ account }) => account);
  const uses = [...byAccount].map(([account, own]): AccountUse => ({
    account,
    seconds: own.reduce((sum, { seconds }) => sum + seconds, 0),
    kwh: own.reduce((sum, { kwh }) => Object.values(kwh).reduce((part, amount) => part + amount, sum), 0),
    costEur: sumKnown(own.map((spending) => costOf(spending, priceOf))),
  }));
  return uses.sort((a, b) => b.kwh - a.kwh || b.seconds - a.seconds);
}

function costOf({ kwh, fromUs, toUs }: Spending, priceOf: (carrier: string) => PriceOf): number | null {
  const parts = Object.entries(kwh).map(([carrier, amount]) => {
    const price = amount === 0 ? 0 : priceOf(carrier)(fromUs, toUs);
    return price === null ? null : amount * price;
  });
  return sumKnown(parts);
}

function zonesOf(counted: readonly SourceUse[]): ZoneUse[] {
  const zones = new Map<string | null, ZoneUse>();
  const of = (zone: string | null) => {
    const use = zones.get(zone) ?? { zone, airKwh: 0, unitsKwh: 0 };
    zones.set(zone, use);
    return use;
  };
  for (const { source, kind, zone, kwh } of counted) {
    if (kind === 'zone') of(source.slice('zones.'.length)).airKwh += kwh;
    else if (kind !== 'utility') of(zone).unitsKwh += kwh;
  }
  return [...zones.values()].sort((a, b) => b.airKwh + b.unitsKwh - a.airKwh - a.unitsKwh);
}
