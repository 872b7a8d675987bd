import type { Secrets } from '../../simulator/cell/secrets.js';
import { noSecrets } from '../../simulator/cell/secrets.js';

/** How the simulated plant differs from its file: not at all but for its weather, by what a plant differs, or by its planted fault too. */
export const PLANTS = ['told', 'near', 'fault'] as const;
export type PlantKind = (typeof PLANTS)[number];

/** The secrets of such a plant. What the weather does to ventilation no file says: it is in all of them. */
export function secretsOf(kind: PlantKind, secrets: Secrets): Secrets {
  if (kind === 'fault') return secrets;
  if (kind === 'near') return withoutDrift(secrets);
  const none = noSecrets(secrets.cell);
  const zones = Object.fromEntries(
    Object.entries(secrets.zones).map(([id, { coolingPerK, heatPerK }]) => [
      id,
      { fan: { factor: 1 }, cooling: { factor: 1 }, heat: { factor: 1 }, coolingPerK, heatPerK },
    ]),
  );
  return { ...none, zones };
}

/** The same without anything that drifts: a planted fault that never begins. */
function withoutDrift<T>(value: T): T {
  if (value === null || typeof value !== 'object') return value;
  const kept = Object.entries(value).filter(([key]) => key !== 'drift');
  return Object.fromEntries(kept.map(([key, one]) => [key, withoutDrift(one as unknown)])) as T;
}
