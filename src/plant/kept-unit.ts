import type { CellDefinition } from '../contract/cell.js';
import type { SignalName } from '../contract/telemetry.js';

/** Of well-known values of air, by the end of their names. */
const OF_AIR: readonly (readonly [RegExp, string])[] = [
  [/Temp(Setpoint)?$/, 'Cel'],
  [/Rh$/, '%'],
  [/Dp$/, 'Pa'],
  [/Flow$/, 'm3/h'],
  [/FanSpeed$/, '%'],
  [/Power$/, 'kW'],
];

/** The unit in which a signal is kept; '1' of what has none, null where only its source knows. */
export function keptUnit(signal: SignalName, utilityUnit: (utility: string) => string | null): string | null {
  const dot = signal.indexOf('.');
  const [family, name] = dot < 0 ? [signal, ''] : [signal.slice(0, dot), signal.slice(dot + 1)];
  switch (family) {
    case 'speed':
    case 'speedSetpoint':
      return '1/min';
    case 'power':
      return 'kW';
    case 'energy':
      return 'kWh';
    case 'flow':
    case 'draw':
      return perHour(utilityUnit(name));
    case 'total':
    case 'used':
      return utilityUnit(name);
    case 'hvac':
    case 'weather':
      return OF_AIR.find(([end]) => end.test(name))?.[1] ?? null;
    case 'process':
      return null;
    default:
      return '1';
  }
}

const perHour = (unit: string | null): string | null => (unit === null ? null : `${unit}/h`);

/** The unit of a utility of a cell; '' is `own`, the one that the source itself is. */
export const utilityUnits =
  ({ utilities }: CellDefinition, own: string) =>
  (name: string): string | null =>
    utilities.find(({ id }) => id === (name === '' ? own : name))?.unit ?? null;
