import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import type { z } from 'zod';
import { SupplyContract, SupplyContracts } from '../../../src/contract/supply.js';
import type { LoadProfile } from '../../../src/model/supply/profile.js';

export const PARIS = 'Europe/Paris';
export const us = (iso: string) => Date.parse(iso) * 1000;

const FILE = path.join('plants', 'tariffs', 'turpe7-hta.yaml');
const parsed = SupplyContracts.parse(parse(readFileSync(FILE, 'utf8'))).contracts;
export const shipped = (): SupplyContract[] => parsed;

/** A contract of the shipped file with subscribed powers [kW]. */
export function turpe(id: string, powersKw: number | readonly number[]): SupplyContract {
  const contract = shipped().find((each) => each.id === id)!;
  const capacity = contract.network.capacity.map((each, i) => ({ ...each, subscribed: typeof powersKw === 'number' ? powersKw : powersKw[i]! }));
  return { ...contract, network: { ...contract.network, capacity } };
}

/** A contract with one price for all hours. */
export const flat = (more: Partial<z.input<typeof SupplyContract>> = {}): SupplyContract =>
  SupplyContract.parse({
    id: 'flat',
    source: 'test',
    validFrom: '2020-01-01',
    periods: [{ label: 'all' }],
    energy: { byPeriod: { all: '100 EUR/MWh' } },
    ...more,
  });

/** A load by the beginning of each 10 minutes [kW]. */
export function load(from: string, to: string, powerKw: number | ((atUs: number, i: number) => number)): LoadProfile {
  const fromUs = us(from);
  const steps = (us(to) - fromUs) / 600e6;
  return {
    fromUs,
    stepS: 600,
    kwh: Float64Array.from({ length: steps }, (_, i) => (typeof powerKw === 'number' ? powerKw : powerKw(fromUs + i * 600e6, i)) / 6),
  };
}
