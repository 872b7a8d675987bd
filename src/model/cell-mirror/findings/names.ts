import { cellNames, type CellNames } from '../../../contract/cell-names.js';
import type { Finding } from '../../../contract/cell-view.js';
import type { Bilingual } from '../../../contract/units.js';
import type { CompiledCell } from '../../cell/compile.js';
import { planOf } from './plan.js';

const both = (text: string): Bilingual => ({ en: text, fr: text });

const known = new WeakMap<CompiledCell, { en: CellNames; fr: CellNames }>();

/** What the file calls something, in both languages. */
function inFile(cell: CompiledCell, name: (names: CellNames) => string): Bilingual {
  const names = known.get(cell) ?? { en: cellNames(cell.definition, 'en'), fr: cellNames(cell.definition, 'fr') };
  known.set(cell, names);
  return { en: name(names.en), fr: name(names.fr) };
}

const ACTIVITY: Record<string, Bilingual> = {
  'set-up': { en: 'set-up', fr: 'la préparation' },
  'start-up': { en: 'start-up', fr: 'le démarrage' },
  changeover: { en: 'changeover', fr: 'le changement de format' },
  cleaning: { en: 'cleaning', fr: 'le nettoyage' },
  clearance: { en: 'line clearance', fr: 'le vide de ligne' },
  maintenance: { en: 'maintenance', fr: 'la maintenance' },
};

/** Name of a source: a unit, a slot of it, a machine of a segment, a utility, a zone or the laboratory. */
export function nameOf(cell: CompiledCell, source: string): Bilingual {
  const { definition } = cell;
  const spot = planOf(cell).spots.get(source);
  if (spot !== undefined) {
    const { unit } = spot.place;
    if (spot.station !== null) return unit.flow!.stations[spot.station.index]!.name;
    const slot = unit.slots > 1 ? ` ${source.slice(source.lastIndexOf('.') + 1)}` : '';
    return { en: `${unit.name.en}${slot}`, fr: `${unit.name.fr}${slot}` };
  }
  const id = source.slice(source.indexOf('.') + 1);
  if (source.startsWith('utilities.')) return definition.utilities.find((one) => one.id === id)?.name ?? { en: `Utility ${id}`, fr: `Utilité ${id}` };
  if (source.startsWith('zones.')) return definition.zones.find((one) => one.id === id)?.name ?? { en: `Zone ${id}`, fr: `Zone ${id}` };
  return { en: 'Laboratory', fr: 'Laboratoire' };
}

/** Name of what a finding is about: a phase, a piece of work, a stop, a carrier, a test. */
export function partName(cell: CompiledCell, { source, kind, of }: Pick<Finding, 'source' | 'kind' | 'of'>): Bilingual {
  const spot = planOf(cell).spots.get(source);
  switch (kind) {
    case 'phase': {
      const { en, fr } = inFile(cell, ({ phase }) => of.split(', ').map((id) => within(phase(id, source) ?? id)).join(', ')); // prettier-ignore
      return { en, fr: `${of.includes(', ') ? 'les phases' : 'la phase'} «\u00a0${fr}\u00a0»` };
    }
    case 'activity':
      return ACTIVITY[of] ?? both(of);
    case 'stops':
    case 'repairs': {
      const laws = spot?.station ? spot.place.unit.flow!.stations[spot.station.index]!.stops : (spot?.place.unit.stops ?? []);
      return laws.find(({ id }) => id === of)?.name ?? both(of);
    }
    case 'power':
      return carrierName(cell, of);
    case 'laboratory':
      return laboratoryName(cell, of);
    case 'yield': {
      const { en, fr } = inFile(cell, ({ step }) => step(of));
      return { en: `the step “${en}”`, fr: `l’étape «\u00a0${fr}\u00a0»` };
    }
    default:
      return both(of);
  }
}

/** A carrier, in French with its article as a part: d'électricité. */
function carrierName({ definition }: CompiledCell, of: string): Bilingual {
  const [id] = of.split('/') as [string];
  if (id === 'electricity') return { en: 'electricity', fr: 'd’électricité' };
  const name = definition.carriers.find((one) => one.id === id)?.name ?? both(id);
  return { en: within(name.en), fr: `de ${within(name.fr)}` };
}

/** A name in the middle of a sentence; abbreviations stay as they are. */
const within = (name: string): string => (/^\p{Lu}(?!\p{Lu})/u.test(name) ? name.slice(0, 1).toLowerCase() + name.slice(1) : name);

function laboratoryName(cell: CompiledCell, of: string): Bilingual {
  const [id, part] = of.split('/') as [string, string];
  const release = inFile(cell, (names) => names.release(id));
  switch (part) {
    case 'record':
      return { en: `review of the record (${release.en})`, fr: `la revue du dossier (${release.fr})` };
    case 'deviations':
      return { en: `deviations (${release.en}):`, fr: `déviations (${release.fr})\u00a0:` };
    case 'rejected':
      return { en: `rejections (${release.en}):`, fr: `rejets (${release.fr})\u00a0:` };
    default: {
      const test = inFile(cell, (names) => names.test(part, id));
      return { en: `test “${test.en}” (${release.en})`, fr: `l’analyse «\u00a0${test.fr}\u00a0» (${release.fr})` };
    }
  }
}
