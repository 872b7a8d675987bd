import { bySourceAndTime, dotted } from './source.js';
import type { Outgoing, Reading, WayOut } from './way-out.js';

/** Names and units of tags that every machine has. */
const RECORDS: Record<string, { n: string; u?: string }> = {
  '_packml_v1/Status/StateCurrent': { n: 'state' },
  '_packml_v1/Status/UnitModeCurrent': { n: 'mode' },
  '_packml_v1/Status/MachSpeed': { n: 'speedSetpoint', u: '1/min' },
  '_packml_v1/Status/CurMachSpeed': { n: 'speed', u: '1/min' },
  '_packml_v1/Status/EquipmentInterlock/Blocked': { n: 'blocked' },
  '_packml_v1/Status/EquipmentInterlock/Starved': { n: 'starved' },
  '_packml_v1/Admin/ProdProcessedCount/0/AccCount': { n: 'processedCount' },
  '_packml_v1/Admin/ProdDefectiveCount/0/AccCount': { n: 'defectiveCount' },
  '_packml_v1/Admin/StopReason/ID': { n: 'stopReason' },
  '_energy_v1/AcActivePowerTotal': { n: 'power', u: 'kW' },
  '_energy_v1/AcActiveEnergyTotalImportHp': { n: 'energy', u: 'kWh' },
  '_batch_v1/LotId': { n: 'batch' },
  '_batch_v1/Event': { n: 'batchEvent' },
  '_order_v1/Event': { n: 'orderEvent' },
  '_alarm_v1/Event': { n: 'alarmEvent' },
  '_qc_v1/Result': { n: 'qcResult' },
  '_qc_v1/Release': { n: 'qcRelease' },
  '_utility_v1/Flow': { n: 'flow' },
  '_utility_v1/Total': { n: 'total' },
};

/** `_energy_v1/heat/Energy` is energy.heat in kWh, `_utility_v1/air/Flow` is draw.air, `_batch_v1/Step` is step, `_hvac_v1/RoomDp` is hvac.RoomDp. */
function recordOf(tag: string): { n: string; u?: string } {
  const known = RECORDS[tag];
  if (known) return known;
  const [, group, first, second] = /^_([a-z]+)_v1\/([^/]+)(?:\/(.+))?$/.exec(tag) ?? [];
  if (group === 'energy') return second === 'Power' ? { n: `power.${first}`, u: 'kW' } : { n: `energy.${first}`, u: 'kWh' };
  if (group === 'utility') return { n: `${second === 'Flow' ? 'draw' : 'used'}.${first}` };
  return group === 'batch' ? { n: first!.toLowerCase() } : { n: `${group}.${first}` };
}

/** SenML (RFC 8428): a pack for what a source says at an instant, its name in the base name. */
export function senml(prefix: string): WayOut {
  const cell = prefix.slice(prefix.lastIndexOf('/') + 1);
  return { qos: 1, encode: (readings) => bySourceAndTime(readings).map((said) => pack(prefix, cell, said)) };
}

function pack(prefix: string, cell: string, said: readonly Reading[]): Outgoing {
  const { source, timeMs } = said[0]!;
  const records = said.map(({ tag, value }, i) => ({
    ...(i === 0 ? { bn: `${cell}:${dotted(source)}:`, bt: timeMs / 1000 } : {}),
    ...recordOf(tag),
    ...(typeof value === 'number' ? { v: value } : typeof value === 'boolean' ? { vb: value } : { vs: value }),
  }));
  return { topic: `${source === '' ? prefix : `${prefix}/${source}`}/telemetry`, payload: JSON.stringify(records) };
}
