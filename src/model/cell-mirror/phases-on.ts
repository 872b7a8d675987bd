import type { CompiledActivity, CompiledCell, Place } from '../cell/compile.js';
import type { CellMirror, Row } from './books.js';
import { lotOf } from './lots.js';
import { sourceOfPlace } from './sources.js';

type Span = Pick<Row, 'lot' | 'fromUs' | 'toUs'>;

/** Phases of its recipe that a lot was in on a place within a time, and for how long [us]. */
export type PhasesOn = (cell: CompiledCell, place: Place, row: Span) => { work: CompiledActivity; us: number }[];

/** Looks up phases of lots in a mirror; each lot is read once. */
export function phasesOn(mirror: CellMirror): PhasesOn {
  const lots = new Map<string, ReturnType<typeof lotOf>>();
  return (cell, place, { lot, fromUs, toUs }) => {
    if (lot === null) return [];
    let record = lots.get(lot);
    if (record === undefined) lots.set(lot, (record = lotOf(mirror, lot)));
    if (record === null) return [];
    const source = sourceOfPlace(place);
    return record.steps.flatMap(({ step, source: on, phases }) => {
      if (on !== source) return [];
      const activities = activitiesOfStep(cell, place, record.product, step);
      return phases.flatMap((phase) => {
        const us = Math.min(toUs, phase.toUs ?? toUs) - Math.max(fromUs, phase.fromUs);
        const work = activities.find(({ id }) => id.slice(id.lastIndexOf('/') + 1) === phase.phase);
        return us > 0 && work !== undefined ? [{ work, us }] : [];
      });
    });
  };
}

/** Phases of a step on a place: those of its recipe, else those of the unit. */
export function activitiesOfStep({ steps, activities, definition }: CompiledCell, place: Place, product: string | null, step: string): CompiledActivity[] {
  const found = steps.find((one) => one.id === step && definition.products[one.product]!.id === product);
  return (found?.phases?.get(place.index) ?? place.phases).map((activity) => activities[activity]!);
}
