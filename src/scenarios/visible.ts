import { allows, type Principal } from '../auth/principal.js';

interface Place {
  definition: { id: string };
}
interface Places {
  lines(): readonly Place[];
  cells(): readonly Place[];
}

/** The lines and sites about which somebody may see questions and answers; null: all that there are or were. */
export const visiblePlaces = (plant: Places, caller: Principal): string[] | null =>
  allows(caller, 'read', '*')
    ? null
    : [...plant.lines(), ...plant.cells()].map(({ definition }) => definition.id).filter((place) => allows(caller, 'read', place));
