import { power as raise } from '../../engine/elementary.js';
import { accrueMeter, METER_FIELDS, US_PER_HOUR } from '../meter.js';
import type { CompiledCell } from './compile.js';
import { isAtWork, ticks } from './clocks.js';
import { ACCOUNTS } from '../../contract/cell-view.js';
import { CLOCK, type CellState } from './layout.js';
import { accrueLoad } from './load.js';
import { atWorkOf } from './people.js';

/** Brings sums and clocks of a cell to an instant. Nothing may change in between: the next event is not before. */
export function settle(cell: CompiledCell, state: CellState, toUs: number): void {
  const fromUs = state.clock[CLOCK.settled]!;
  const us = toUs - fromUs;
  if (us <= 0) return;
  const kw = settlePlaces(cell, state, us);
  settlePeople(cell, state, us);
  settleCarriers(cell, state, fromUs, toUs, kw);
  state.clock[CLOCK.settled] = toUs;
  state.clock[CLOCK.at] = toUs;
}

function settlePlaces(cell: CompiledCell, state: CellState, us: number): number {
  const { p } = state;
  let kw = 0;
  for (let i = 0; i < cell.places.length; i++) {
    const account = i * ACCOUNTS.length + p.account[i]!;
    state.spent[account]! += us;
    state.energy[account]! += (p.kw[i]! * us) / US_PER_HOUR;
    kw += p.kw[i]!;
    if (p.runs[i] === 1) p.left[i]! -= us;
    if (p.repairRuns[i] === 1) p.repairLeft[i]! -= us;
    const { stops, upkeeps } = cell.places[i]!;
    if (stops.length === 0 && upkeeps.length === 0) continue;
    const working = isAtWork(state, i);
    for (const stop of stops) if (ticks(state, i, stop)) state.age[stop.index]! += us;
    for (const care of upkeeps) if (care.clock === 'time' || working) state.upkeep[care.index]! += us;
  }
  return kw;
}

function settlePeople(cell: CompiledCell, state: CellState, us: number): void {
  for (let team = 0; team < cell.counts.teams; team++) {
    const atWork = atWorkOf(cell, state, team);
    state.busyUs[team]! += atWork * us;
    state.presentUs[team]! += Math.max(atWork, state.present[team]!) * us;
  }
}

interface ZonePower {
  fan: number;
  cooling: number;
  heat: number;
}

/** Power of a zone as it is now [kW]. */
export const zonePower = (cell: CompiledCell, state: CellState, zone: number): ZonePower => zonePowerAt(cell, zone, state.zoneFlow[zone]!);

/** Power of a zone at a share of its flow [kW]. Fan power follows the flow to a power, heat and cold in proportion. */
export function zonePowerAt(cell: CompiledCell, zone: number, flow: number): ZonePower {
  const { fan, exponent, cooling, heat } = cell.definition.zones[zone]!;
  return { fan: flow === 1 ? fan : flow === 0 ? 0 : fan * raise(flow, exponent), cooling: cooling * flow, heat: (heat?.power ?? 0) * flow };
}

function settleCarriers(cell: CompiledCell, state: CellState, fromUs: number, toUs: number, placesKw: number): void {
  const { utilities, carriers, zones } = cell.definition;
  const hours = (toUs - fromUs) / US_PER_HOUR;
  const n = cell.places.length;
  const kw = carriers.map((_, i) => (i === cell.electricity ? placesKw : 0));
  utilities.forEach(({ leak }, u) => {
    let draw = leak ?? 0;
    for (let i = 0; i < n; i++) draw += state.draw[u * n + i]!;
    state.used[u]! += draw * hours;
    if (draw > 0) cell.utilityEnergy[u]!.forEach((kwh, c) => (kw[c]! += draw * kwh));
    const own = state.load?.utilities.get(u);
    if (own !== undefined) accrueLoad(state.load!, own, fromUs, toUs, draw * cell.utilityEnergy[u]![cell.electricity]!);
  });
  zones.forEach((_, z) => {
    const power = zonePower(cell, state, z);
    state.zoneKwh[3 * z]! += power.fan * hours;
    state.zoneKwh[3 * z + 1]! += power.cooling * hours;
    state.zoneKwh[3 * z + 2]! += power.heat * hours;
    if (cell.electricity >= 0) kw[cell.electricity]! += power.fan + power.cooling;
    if (cell.zoneHeat[z]! >= 0) kw[cell.zoneHeat[z]!]! += power.heat;
  });
  for (let c = 0; c < carriers.length; c++) {
    state.carrierKwh[c]! += kw[c]! * hours;
    accrueMeter(cell.prices[c]!, state.meter, METER_FIELDS * c, fromUs, toUs, kw[c]!);
    if (state.load !== null) accrueLoad(state.load, state.load.kwh[c]!, fromUs, toUs, kw[c]!);
  }
}
