import { MEASURED_ACCOUNTS, type MeasuredAccount } from '../../contract/cell-view.js';
import type { CompiledCell, Place } from '../cell/compile.js';
import { zonePowerAt } from '../cell/settle.js';
import type { CellMirror, Row } from './books.js';
import { closedHours, firstNotBefore, type HourOfRows } from './closed-hours.js';
import { saidOf, saidOfActivity, type Said, type SaidBy } from './file-power.js';
import { phasesOn, type PhasesOn } from './phases-on.js';
import { sourcesOf, type Source } from './sources.js';

const US_PER_HOUR = 3.6e9;
/** What lies longer ago tells no more of now [h]. */
const HOURS = 28 * 24;

/** Energy of an hour as measured, less what the file says of what was measured to be done. */
interface Hour {
  unknown: boolean;
  /** units and zones [kWh] */
  off: number;
  /** measured of the utilities, and what the units drew of them by the file [kWh] */
  utilities: number;
  drawn: number;
  /** the file says several things of what units drew */
  unsaid: boolean;
}

/**
 * Energy of each of the last whole hours over all carriers, measured less what the cell file says of what units, zones and utilities were
 * measured to do [kWh]; the last one stands last. Null: a source was not heard. What the file does not say by itself, such as the power
 * of machines in production, is left out on both sides. `at`: books as they stand at the instant.
 */
export function energyPastOf(cell: CompiledCell, at: CellMirror, atUs: number): (number | null)[] {
  const { list } = sourcesOf(cell);
  const sources = list.filter(({ kind, index }) => kind !== 'machine' && at.books[index]!.firstUs !== null);
  if (sources.length === 0) return [];
  const endUs = Math.floor(atUs / US_PER_HOUR) * US_PER_HOUR;
  const firstUs = Math.max(...sources.map(({ index }) => at.books[index]!.firstUs!));
  const beginUs = Math.max(endUs - HOURS * US_PER_HOUR, Math.ceil(firstUs / US_PER_HOUR) * US_PER_HOUR);
  const hours = Array.from({ length: Math.max(0, Math.round((endUs - beginUs) / US_PER_HOUR)) }, (): Hour => ({ ...EMPTY }));
  const phases = phasesOn(at);
  for (const source of sources) {
    const add = adderOf(cell, source, phases);
    const { rows } = at.books[source.index]!;
    for (let i = firstNotBefore(rows, beginUs); i < rows.length && rows[i]!.fromUs < endUs;) {
      const nth = Math.floor((rows[i]!.fromUs - beginUs) / US_PER_HOUR);
      const told = hourAt(cell, at, rows, i, () => hourFrom(rows, i, beginUs + (nth + 1) * US_PER_HOUR, add));
      addHour(hours[nth]!, told.hour);
      i += told.rows;
    }
  }
  return hours.map(({ unknown, off, utilities, drawn, unsaid }) => (unknown ? null : off + (unsaid ? 0 : utilities - drawn)));
}

const hourAt = closedHours<Hour>();

/** Adds what a row of a source tells to its hour. */
type Add = (hour: Hour, row: Row) => void;

function adderOf(cell: CompiledCell, { kind, id, place }: Source, phases: PhasesOn): Add {
  if (kind === 'utility') return (hour, row) => (hour.utilities += measuredOf(row));
  if (kind === 'zone') {
    const zone = cell.definition.zones.findIndex((one) => `zones.${one.id}` === id);
    return (hour, row) => (hour.off += measuredOf(row) - zoneKwh(cell, zone, row));
  }
  const said = saidOf(cell, place!);
  return (hour, row) => addUnit(cell, hour, place!, row, said, phases);
}

function hourFrom(rows: readonly Row[], first: number, endUs: number, add: Add): HourOfRows<Hour> {
  const hour = { ...EMPTY };
  let i = first;
  for (; i < rows.length && rows[i]!.fromUs < endUs; i++) {
    if ((rows[i]!.us.unknown ?? 0) > 0) hour.unknown = true;
    else add(hour, rows[i]!);
  }
  return { rows: i - first, hour };
}

function addHour(to: Hour, { unknown, off, utilities, drawn, unsaid }: Hour): void {
  to.unknown ||= unknown;
  to.off += off;
  to.utilities += utilities;
  to.drawn += drawn;
  to.unsaid ||= unsaid;
}

const EMPTY: Hour = { unknown: false, off: 0, utilities: 0, drawn: 0, unsaid: false };

const measuredOf = ({ kwh }: Row): number => Object.values(kwh).reduce((sum, by) => sum + Object.values(by).reduce((all, one) => all + one, 0), 0);

function zoneKwh(cell: CompiledCell, zone: number, { us }: Row): number {
  const { setback } = cell.definition.zones[zone]!;
  const kwh = (flow: number, time = 0) => {
    const { fan, cooling, heat } = zonePowerAt(cell, zone, flow);
    return ((fan + cooling + (cell.zoneHeat[zone]! >= 0 ? heat : 0)) * time) / US_PER_HOUR;
  };
  return kwh(1, us.execute) + kwh(setback, us.idle);
}

function addUnit(cell: CompiledCell, hour: Hour, place: Place, row: Row, said: SaidBy, phases: PhasesOn): void {
  for (const account of MEASURED_ACCOUNTS) {
    const us = row.us[account] ?? 0;
    if (us === 0) continue;
    const { kw, draws } = saidOfRow(cell, place, row, account, said, phases);
    if (kw !== null) hour.off += (row.kwh[account]?.['electricity'] ?? 0) - (kw * us) / US_PER_HOUR;
    if (draws === null) hour.unsaid = true;
    else draws.forEach((draw, u) => (hour.drawn += (draw * us * kwhPerUnit(cell, u)) / US_PER_HOUR));
  }
}

const kwhPerUnit = ({ utilityEnergy }: CompiledCell, utility: number): number => utilityEnergy[utility]!.reduce((sum, one) => sum + one, 0);

/** What the file says of an account; where phases differ, of those that the lot went through meanwhile. */
function saidOfRow(cell: CompiledCell, place: Place, row: Row, account: MeasuredAccount, said: SaidBy, phases: PhasesOn): Said {
  const whole = said(account, row.lot !== null);
  if (account !== 'execute' || place.line !== null || (whole.kw !== null && whole.draws !== null)) return whole;
  const parts = phases(cell, place, row).map(({ work, us }) => ({ us, ...saidOfActivity(place, account, work) }));
  const us = parts.reduce((sum, part) => sum + part.us, 0);
  if (us === 0) return whole;
  const mean = (of: (part: (typeof parts)[number]) => number) => parts.reduce((sum, part) => sum + of(part) * part.us, 0) / us;
  return { kw: mean(({ kw }) => kw!), draws: cell.definition.utilities.map((_, u) => mean(({ draws }) => draws![u]!)) };
}
