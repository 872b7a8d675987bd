import type { CellView, SourceView } from '../../contract/cell-view.js';
import type { CompiledStation } from '../compile.js';
import type { CompiledCell, Place } from '../cell/compile.js';
import { zonePowerAt } from '../cell/settle.js';
import { ENERGY_LEVEL } from '../packml.js';
import type { CellMirror } from './books.js';
import { saidOf, saidOfActivity } from './file-power.js';
import { activitiesOfStep } from './phases-on.js';
import { sourceOfPlace, sourcesOf } from './sources.js';

const US_PER_HOUR = 3.6e9;

/** Electricity of the units and zones of a cell at an instant. */
export interface ElectricityNow {
  /** measured, of those that are heard [kW]; null: nothing tells its power */
  kw: number | null;
  /** what the cell file says of what they are at [kW]; null: not of each, or one of them is silent */
  expectedKw: number | null;
  /** sources that told their power at any time, and those that are heard */
  metered: number;
  heard: number;
}

type Measured = Pick<CellView, 'units' | 'machines' | 'zones'>;

interface Metered {
  kw: number | null;
  /** null too where it is silent: nobody knows what it is at */
  expectedKw: number | null;
}

/**
 * Power that is measured, and what the file says of the same units and zones in what they are measured to be at. Of a unit in production with
 * machines it is the sum of these by their states, at their ideal rates. Utilities are not in it: their energy is that of what is drawn of them.
 */
export function electricityNow(cell: CompiledCell, mirror: CellMirror, measured: Measured): ElectricityNow {
  const { byId } = sourcesOf(cell);
  const tellsPower = (id: string) => mirror.books[byId.get(id)!.index]!.meters.some(({ of, rate }) => of === 'electricity' && rate !== null);
  const units = cell.places.flatMap((place, i): Metered[] => {
    const unit = measured.units[i]!;
    return tellsPower(unit.source) ? [{ kw: unit.powerKw, expectedKw: unitKw(cell, place, unit, measured.machines, mirror.asOfUs) }] : [];
  });
  const zones = measured.zones.flatMap(({ setback, powerKw }, z): Metered[] =>
    tellsPower(`zones.${cell.definition.zones[z]!.id}`) ? [{ kw: powerKw, expectedKw: setback === null ? null : zoneKw(cell, z, setback) }] : [],
  );
  const metered = [...units, ...zones];
  const heard = metered.flatMap(({ kw }) => (kw === null ? [] : [kw]));
  const expected = metered.flatMap(({ expectedKw }) => (expectedKw === null ? [] : [expectedKw]));
  return {
    kw: metered.length > 0 ? sum(heard) : null,
    expectedKw: metered.length > 0 && expected.length === metered.length ? sum(expected) : null,
    metered: metered.length,
    heard: heard.length,
  };
}

function unitKw(cell: CompiledCell, place: Place, unit: SourceView, machines: readonly SourceView[], atUs: number | null): number | null {
  const { account, lot, product, step, phase } = unit;
  if (account === 'unknown') return null;
  if (account === 'execute' && place.line !== null) return machinesKw(place, machines, atUs);
  const said = saidOf(cell, place)(account, lot !== null).kw;
  if (said !== null || account !== 'execute' || phase === null || step === null) return said;
  const work = activitiesOfStep(cell, place, product, step).find(({ id }) => id.slice(id.lastIndexOf('/') + 1) === phase);
  return work === undefined ? null : saidOfActivity(place, account, work).kw;
}

function machinesKw(place: Place, machines: readonly SourceView[], atUs: number | null): number | null {
  const kw = place.line!.stations.map((station) => {
    const machine = machines.find(({ source }) => source === `${sourceOfPlace(place)}.${station.id}`)!;
    return machine.account === 'unknown' ? null : machineKw(station, machine, atUs);
  });
  const known = kw.filter((one) => one !== null);
  return known.length < kw.length ? null : sum(known);
}

/** Of a machine that rests and sleeps by its policy after a time, it is that of standby from then on. */
function machineKw({ power, perItemKwh, ratePerUs, standby }: CompiledStation, { state, sinceUs }: SourceView, atUs: number | null): number {
  const level = ENERGY_LEVEL[state];
  if (level === 'execute') return power.execute + perItemKwh * ratePerUs * US_PER_HOUR;
  const asleep = level === 'idle' && standby !== null && atUs !== null && sinceUs !== null && atUs - sinceUs >= standby.afterUs;
  return asleep ? power.standby : power[level];
}

function zoneKw(cell: CompiledCell, zone: number, setback: boolean): number {
  const { fan, cooling, heat } = zonePowerAt(cell, zone, setback ? cell.definition.zones[zone]!.setback : 1);
  return fan + cooling + (cell.zoneHeat[zone]! >= 0 && cell.zoneHeat[zone] === cell.electricity ? heat : 0);
}

const sum = (values: readonly number[]): number => values.reduce((all, one) => all + one, 0);
