import type { LineId, SourceId } from '../contract/equipment.js';
import type { SignalName } from '../contract/telemetry.js';
import type { PlantService } from '../plant/plant.service.js';

const OF_SIGNAL: Partial<Record<SignalName, string>> = { speed: '/min', speedSetpoint: '/min', power: 'kW', energy: 'kWh' };

/** Unit of measurement in which a signal is kept; null where it has none, or nobody says. */
export function uomOf(plant: PlantService, line: LineId): (unit: SourceId, signal: SignalName) => string | null {
  const utilities = new Map((plant.cell(line)?.definition.utilities ?? []).map(({ id, unit }) => [id, unit]));
  return (unit, signal) => {
    const known = OF_SIGNAL[signal];
    if (known !== undefined) return known;
    const [family, name] = signal.split('.', 2) as [string, string?];
    if (family === 'power') return 'kW';
    if (family === 'energy') return 'kWh';
    const utility = utilities.get(name ?? unit.replace(/^utilities\./, ''));
    if (utility === undefined) return null;
    if (family === 'used' || family === 'total') return utility;
    return family === 'draw' || family === 'flow' ? `${utility}/h` : null;
  };
}
