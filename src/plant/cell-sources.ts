import type { CellDefinition } from '../contract/cell.js';
import type { SourceId } from '../contract/equipment.js';
import type { SignalName } from '../contract/telemetry.js';
import { MACHINE_TAGS, type Family } from './signal-names.js';

/** A source of a cell and what it can tell. */
export interface CellSource {
  unit: SourceId;
  /** Its topic levels below the cell, joined by slashes; '' is the cell itself. */
  path: string;
  /** Signals by their tags in UNS JSON. */
  tags: Readonly<Record<string, SignalName>>;
  /** Families of which any name is known. */
  families: readonly Family[];
}

type Tags = Record<string, SignalName>;

const BATCH_TAGS: Tags = {
  '_batch_v1/Product': 'product',
  '_batch_v1/Order': 'order',
  '_batch_v1/Step': 'step',
  '_batch_v1/Phase': 'phase',
  '_batch_v1/Event': 'batchEvent',
  '_alarm_v1/Event': 'alarmEvent',
};
const CELL_TAGS: Tags = { '_batch_v1/Event': 'batchEvent', '_order_v1/Event': 'orderEvent', '_alarm_v1/Event': 'alarmEvent' };
const LABORATORY_TAGS: Tags = { '_qc_v1/Result': 'qcResult', '_qc_v1/Release': 'qcRelease' };
const UTILITY_TAGS: Tags = { '_utility_v1/Flow': 'flow', '_utility_v1/Total': 'total' };
const METER_TAGS: Tags = { '_energy_v1/AcActivePowerTotal': 'power', '_energy_v1/AcActiveEnergyTotalImportHp': 'energy' };

/** All that a cell file makes possible: its units or their slots, machines of flow segments, utilities, zones, physical meters, laboratory, weather, and the cell itself. */
export function cellSources({ units, utilities, zones, carriers, meters = [] }: CellDefinition): CellSource[] {
  // Electricity has the names of its meters.
  const others = carriers.filter(({ id }) => id !== 'electricity');
  const carrierTags = tagsOf(others, (id) => ({ [`_energy_v1/${id}/Power`]: `power.${id}`, [`_energy_v1/${id}/Energy`]: `energy.${id}` }));
  const drawTags = tagsOf(utilities, (id) => ({ [`_utility_v1/${id}/Flow`]: `draw.${id}`, [`_utility_v1/${id}/Total`]: `used.${id}` }));
  const source = (path: string, tags: Tags, families: readonly Family[] = []): CellSource => ({ unit: unitOf(path), path, tags, families });
  const unitTags = { ...MACHINE_TAGS, ...BATCH_TAGS, ...carrierTags, ...drawTags };
  const places = units.flatMap(({ id, slots }) => (slots === 1 ? [id] : Array.from({ length: slots }, (_, slot) => `${id}/${slot + 1}`)));
  const machines = units.flatMap(({ id, flow }) => (flow?.stations ?? []).map((station) => `${id}/${station.id}`));
  return [
    ...places.map((path) => source(path, unitTags, ['process'])),
    ...machines.map((path) => source(path, { ...MACHINE_TAGS, ...carrierTags }, ['process'])),
    ...utilities.map(({ id }) => source(`utilities/${id}`, { ...UTILITY_TAGS, ...METER_TAGS, ...carrierTags }, ['process'])),
    ...zones.map(({ id }) => source(`zones/${id}`, { ...METER_TAGS, ...carrierTags }, ['hvac', 'process'])),
    ...meters.filter(({ physical }) => physical).map(({ id }) => source(`meters/${id}`, { ...METER_TAGS, ...carrierTags })),
    source('laboratory', LABORATORY_TAGS),
    source('weather', {}, ['weather']),
    source('', CELL_TAGS),
  ];
}

const unitOf = (path: string): SourceId => (path === '' ? 'cell' : path.replace('/', '.'));

function tagsOf(named: readonly { id: string }[], tags: (id: string) => Tags): Tags {
  return Object.assign({}, ...named.map(({ id }) => tags(id))) as Tags;
}
