import { cellText } from '../../src/cli/cell-now.js';
import { speechOf } from '../../src/cli/speech.js';
import type { CellLookAhead } from '../../src/contract/cell-view.js';
import { noteOf } from '../../src/contract/look-ahead-note.js';
import { cellView, definition } from '../web/cell-view.js';
import { T0 } from '../web/view.js';

describe('what twin cell show says of the end of the shift', () => {
  const shift: CellLookAhead = {
    madeUs: T0,
    untilUs: T0 + 3600e6,
    replications: 100,
    products: [],
    lots: [],
    orders: [],
    steps: [],
    kwh: { p10: 8, p50: 10, p90: 12 },
    notes: [noteOf('place-unheard', { source: 'blender' }), noteOf('energy-hours-only', { hours: 7 })],
  };
  const view = cellView(['execute', 'idle', 'idle', 'idle'], { lookAheads: { shift, week: null } });
  const saidIn = (lang: 'en' | 'fr') => cellText(view, T0, speechOf(definition, lang)).split('\n').slice(-2);

  it('ends with what was not known, in the language of who asks', () => {
    expect(saidIn('en')).toEqual([
      'nothing is known of Blender: it is taken to be idle and clean',
      'energy: 7 hours were measured, too few to tell how far it strays; it is taken to drift as it did from hour to hour',
    ]);
    expect(saidIn('fr')).toEqual([
      'rien n’est connu de Mélangeur : il est supposé libre et propre',
      'énergie : 7 heures ont été mesurées, trop peu pour dire de combien elle s’écarte ; elle est supposée dériver comme d’une heure à l’autre',
    ]);
  });
});
