import type { Activity, CellDefinition, CellUnit } from '../../contract/cell.js';
import { utcText } from '../zone.js';
import type { Edit } from './edit.js';
import type { ChangeOf } from './handlers.js';

/** An outage of a unit or slot, or of every unit that needs a utility or stands in a zone: what is under way rests and goes on afterwards. */
export function disrupt(edit: Edit, change: ChangeOf<'disruption'>): void {
  const { unit: unitId, slot, utility, zone, lasts } = change;
  const fromUs = edit.when('from', change.from);
  if ([unitId, utility, zone].filter((each) => each !== undefined).length !== 1) {
    edit.refuse('', 'expected one of "unit", "utility" and "zone"');
    return;
  }
  const hit = hitBy(edit, change);
  if (hit === null || fromUs === null) return;
  if (slot !== undefined && (unitId === undefined || slot > hit[0]!.slots)) {
    edit.refuse('slot', unitId === undefined ? 'needs the "unit" that it is of' : `"${unitId}" has ${hit[0]!.slots} ${hit[0]!.slots === 1 ? 'slot' : 'slots'}`);
    return;
  }
  const to = utcText(fromUs + Math.max(1, Math.round(lasts * 1e6)));
  const from = utcText(fromUs);
  for (const unit of hit) edit.made('from', `units.${unit.id}.outages`);
  for (const unit of hit) unit.outages.push({ from, to, halt: true, ...(slot === undefined ? {} : { slot }) });
  if (hit.length === 0) edit.note('nothing-hit', { of: utility ?? zone! });
  else {
    edit.note('stands-still', { units: hit.map(({ id }) => (slot === undefined ? id : `${id}.${slot}`)).join(', '), from, to });
    edit.note('batch-goes-on', {});
  }
}

function hitBy(edit: Edit, { unit, utility, zone }: ChangeOf<'disruption'>): CellUnit[] | null {
  if (unit !== undefined) {
    const found = edit.unit(unit);
    return found && [found];
  }
  if (zone !== undefined) return edit.find(edit.cell.zones, zone, 'zone', 'zone') && edit.cell.units.filter((each) => each.zone === zone);
  return edit.find(edit.cell.utilities, utility!, 'utility', 'utility') && edit.cell.units.filter((each) => needs(edit.cell, each, utility!));
}

/** Whether a unit draws any of a utility in its states, or in work of its own or of recipes. */
function needs({ products }: CellDefinition, unit: CellUnit, utility: string): boolean {
  const draw = unit.utilities[utility];
  const works: (Activity | undefined)[] = [
    unit.setUp,
    unit.clearance,
    unit.flow?.startUp,
    unit.cleaning?.minor,
    unit.cleaning?.major,
    ...unit.phases,
    ...unit.changeover.map(({ change }) => change),
    ...unit.maintenance.map(({ work }) => work),
    ...products.flatMap(({ route }) => route.flatMap((step) => (step.units.includes(unit.id) ? (step.phases ?? []) : []))),
  ];
  return (draw !== undefined && draw.idle + draw.execute + draw.cleaning > 0) || works.some((work) => (work?.utilities?.[utility] ?? 0) > 0);
}
