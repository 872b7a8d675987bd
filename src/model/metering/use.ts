import type { MeasuredAccount } from '../../contract/cell-view.js';
import { WASTE_ACCOUNTS, type AccountUse, type EnergyUse, type SourceUse, type ZoneUse } from '../../contract/energy-use.js';
import type { Spending } from '../cell-mirror/spent.js';
import type { Source } from '../cell-mirror/sources.js';
import { groupedBy } from './grouped.js';
import type { RateOf } from './rates.js';
import { sumKnown, sumSeconds, sumWorth, wastesOf } from './waste.js';

type Use = Pick<
  EnergyUse,
  'kwh' | 'unitsKwh' | 'utilitiesKwh' | 'zonesKwh' | 'unmeteredKwh' | 'accounts' | 'outsideExecuteShare' | 'waste' | 'sources' | 'zones'
>;

/** What one kWh more of a carrier cost and emitted over a time. */
export interface CarrierRates {
  price: RateOf;
  factor: RateOf;
}
type RatesOf = (carrier: string) => CarrierRates;

/**
 * Energy by source, account and zone, each kWh at the price and the emissions of its time. `unmeteredKwh`: what meters counted besides;
 * null: nothing is known of it.
 */
export function useOf(sources: readonly Source[], spendings: readonly Spending[], ratesOf: RatesOf, unmeteredKwh: number | null): Use {
  const metered = new Set(spendings.flatMap(({ source, kwh }) => (source.kind === 'unit' && hasEnergy(kwh) ? [source.place!.unit.id] : [])));
  const counts = ({ kind, place }: Source) => kind !== 'machine' || !metered.has(place!.unit.id);
  const bySource = groupedBy(spendings, ({ source }) => source.id);
  const told = sources.flatMap((source): SourceUse[] => {
    const own = bySource.get(source.id);
    return own === undefined ? [] : [{ ...sourceUse(source, own, ratesOf), counts: counts(source) }];
  });
  const counted = told.filter((use) => use.counts);
  const sum = (...kinds: SourceUse['kind'][]) => counted.reduce((total, { kind, kwh }) => (kinds.includes(kind) ? total + kwh : total), 0);
  const [unitsKwh, utilitiesKwh, zonesKwh] = [sum('unit', 'machine'), sum('utility'), sum('zone')];
  const accounts = accountsOf(
    spendings.filter(({ source }) => counts(source) && source.place !== null),
    ratesOf,
  );
  const outside = accounts.filter(({ account }) => account !== 'execute');
  const wasted = accounts.filter(({ account }) => isWaste(account));
  const waste = sumWorth(wasted);
  const share = (kwh: number) => (unitsKwh > 0 ? kwh / unitsKwh : null);
  return {
    kwh: unitsKwh + utilitiesKwh + zonesKwh + (unmeteredKwh ?? 0),
    unitsKwh,
    utilitiesKwh,
    zonesKwh,
    unmeteredKwh,
    accounts,
    outsideExecuteShare: share(sumWorth(outside).kwh),
    waste: {
      accounts: [...WASTE_ACCOUNTS],
      seconds: sumSeconds(wasted),
      ...waste,
      share: share(waste.kwh),
      sources: wastesOf(
        counted.filter(({ kind }) => kind === 'unit' || kind === 'machine'),
        isWaste,
      ),
    },
    sources: told,
    zones: zonesOf(counted),
  };
}

const hasEnergy = (kwh: Spending['kwh']): boolean => Object.values(kwh).some((value) => value !== 0);
const isWaste = (account: MeasuredAccount): boolean => (WASTE_ACCOUNTS as readonly string[]).includes(account);

function sourceUse(source: Source, own: readonly Spending[], ratesOf: RatesOf): Omit<SourceUse, 'counts'> {
  const accounts = accountsOf(own, ratesOf);
  const byCarrierKwh: Record<string, number> = {};
  for (const { kwh } of own) for (const [carrier, amount] of Object.entries(kwh)) byCarrierKwh[carrier] = (byCarrierKwh[carrier] ?? 0) + amount;
  return {
    source: source.id,
    kind: source.kind,
    zone: source.place?.unit.zone ?? null,
    ...sumWorth(accounts),
    byCarrierKwh,
    accounts,
    unknownS: accounts.find(({ account }) => account === 'unknown')?.seconds ?? 0,
  };
}

/** The most energy first. */
function accountsOf(spendings: readonly Spending[], ratesOf: RatesOf): AccountUse[] {
  const byAccount = groupedBy(spendings, ({ account }) => account);
  const uses = [...byAccount].map(([account, own]): AccountUse => ({
    account,
    seconds: own.reduce((sum, { seconds }) => sum + seconds, 0),
    kwh: own.reduce((sum, { kwh }) => Object.values(kwh).reduce((part, amount) => part + amount, sum), 0),
    costEur: sumKnown(own.map((spending) => worthOf(spending, (carrier) => ratesOf(carrier).price))),
    co2eKg: sumKnown(own.map((spending) => worthOf(spending, (carrier) => ratesOf(carrier).factor))),
  }));
  return uses.sort((a, b) => b.kwh - a.kwh || b.seconds - a.seconds);
}

function worthOf({ kwh, fromUs, toUs }: Spending, rateOf: (carrier: string) => RateOf): number | null {
  const parts = Object.entries(kwh).map(([carrier, amount]) => {
    const rate = amount === 0 ? 0 : rateOf(carrier)(fromUs, toUs);
    return rate === null ? null : amount * rate;
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
