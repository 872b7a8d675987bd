import { cellNames } from '../../src/contract/cell-names.js';
import { noteOf } from '../../src/contract/look-ahead-note.js';
import { namedValues } from '../../src/contract/named-note.js';
import { definition } from '../web/cell-view.js';

describe('the values of a note', () => {
  const names = cellNames(definition, 'fr');

  it('name units, slots and machines, steps, products and stores as the cell file does', () => {
    expect(namedValues(noteOf('place-unheard', { source: 'dryer.2' }), names)).toEqual({ source: 'Séchoir\u00a02' });
    expect(namedValues(noteOf('machines-as-others', { source: 'packaging', machines: 'cartoner, case-packer' }), names)).toEqual({
      source: 'Ligne de conditionnement',
      machines: 'Étuyeuse, case packer',
    });
    expect(namedValues(noteOf('stop-clock-drawn', { source: 'packaging.cartoner', stops: 'micro-stop, room-pressure' }), names)).toEqual({
      source: 'Ligne de conditionnement, Étuyeuse',
      stops: 'micro stop, Chute de pression de la zone',
    });
    expect(namedValues(noteOf('lot-store-missing', { lot: 'L-1', store: 'bulk' }), names)).toEqual({ lot: 'L-1', store: 'Magasin vrac' });
  });

  it('are left as they are where nothing names them', () => {
    const values = { hours: 7 };
    expect(namedValues(noteOf('energy-hours-only', values), names)).toEqual(values);
  });
});
