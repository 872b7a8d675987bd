import type { Finding } from '../../../contract/cell-view.js';
import type { CompiledCell } from '../../cell/compile.js';
import { SUM } from './detector.js';
import type { Raw } from './findings.js';
import { planOf, type Spot } from './plan.js';
import { lawsOf, phasesOf } from './power.js';
import { bottleneckOf, paceOf, waitingShare } from './use.js';
import type { Watch } from './watch.js';

/** What a finding has cost since it began: good items of its unit (where it holds back the cell), and energy of all carriers. */
export function effectOf(cell: CompiledCell, watch: Watch, raw: Raw): Finding['effect'] {
  const amount = raw.since[SUM.effect]!;
  switch (raw.judged) {
    case 'power':
    case 'standby':
    case 'utility':
    case 'zone':
    case 'setback':
      return { units: null, kwh: amount };
    case 'rejects':
    case 'yield':
      return { units: -amount, kwh: null };
    case 'laboratory':
    case 'decisions':
      return { units: null, kwh: null };
    case 'phase':
    case 'activity':
    case 'speed':
    case 'stops':
    case 'repairs': {
      const spot = planOf(cell).spots.get(raw.source);
      if (spot === undefined) return { units: null, kwh: null };
      const kw = extraKw(cell, spot, raw);
      return { units: lostUnits(cell, watch, spot, amount), kwh: kw === null ? null : (amount / 3600) * kw };
    }
  }
}

function lostUnits(cell: CompiledCell, watch: Watch, spot: Spot, lostS: number): number | null {
  const unit = spot.place.unit.id;
  if (bottleneckOf(cell, watch) !== unit || !holdsBack(watch, spot)) return null;
  const pace = paceOf(watch, unit);
  return pace && -lostS * pace.goodPerS;
}

/** A machine holds back its segment where no other waits less. */
function holdsBack(watch: Watch, { station, place, source }: Spot): boolean {
  if (station === null || place.line!.stations.length === 1) return true;
  const own = waitingShare(watch, source);
  const prefix = source.slice(0, source.lastIndexOf('.'));
  const others = place.line!.stations.map(({ id }) => waitingShare(watch, `${prefix}.${id}`));
  return own !== null && others.every((share) => share !== null && share >= own);
}

/** Power of a second more of it, beyond that of a unit without work [kW]; null where it cannot be said. */
function extraKw(cell: CompiledCell, { place, station }: Spot, { judged, of }: Raw): number | null {
  if (station !== null) return judged === 'stops' || judged === 'repairs' ? station.power.held : null;
  const { power } = place.unit;
  if (judged === 'stops' || judged === 'repairs') return power.held ?? power.idle;
  if (judged === 'phase') {
    const name = of.split(', ')[0]!;
    const phases = phasesOf(cell, place).map((index) => cell.activities[index]!);
    const found = phases.find(({ id }) => id.endsWith(`/${name}`));
    return found ? (found.kw ?? power.execute) - power.idle + utilityKw(cell, found.draws ?? place.executeDraw, place.idleDraw) : null;
  }
  const [work] = lawsOf(place, of as Parameters<typeof lawsOf>[1]).map((index) => cell.activities[index]!);
  if (work === undefined) return null;
  const state = of === 'cleaning' ? (power.cleaning ?? power.idle) : of === 'start-up' ? power.execute : power.idle;
  return (work.kw ?? state) - power.idle + utilityKw(cell, work.draws ?? (of === 'cleaning' ? place.cleaningDraw : place.idleDraw), place.idleDraw);
}

/** Power that draws of utilities cost, beyond other draws [kW of all carriers]. */
const utilityKw = (cell: CompiledCell, draws: readonly number[], beyond: readonly number[]): number =>
  draws.reduce((sum, draw, u) => sum + (draw - beyond[u]!) * cell.utilityEnergy[u]!.reduce((kwh, one) => kwh + one, 0), 0);
