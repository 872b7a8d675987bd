import { Maintenance } from '../../src/contract/cell.js';
import { cellNames } from '../../src/contract/cell-names.js';
import { noteOf } from '../../src/contract/look-ahead-note.js';
import { namedValues } from '../../src/contract/named-note.js';
import { definition } from '../web/cell-view.js';

const task = Maintenance.parse({ id: 'preventive', name: { en: 'Overhaul', fr: 'Révision' }, every: '10 d', work: { lasts: '2 h' } });

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

  it('name planned work by the unit that it is done on', () => {
    const named = { ...definition, units: definition.units.map((unit) => (unit.id === 'dryer' ? { ...unit, maintenance: [task] } : unit)) };
    const { values } = noteOf('maintenance-clock-drawn', { source: 'dryer.2', maintenance: 'preventive' });
    expect(namedValues({ code: 'maintenance-clock-drawn', values }, cellNames(named, 'fr'))).toEqual({ source: 'Séchoir\u00a02', maintenance: 'Révision' });
    expect(namedValues({ code: 'maintenance-clock-drawn', values }, names)['maintenance']).toBe('preventive');
  });

  it('are left as they are where nothing names them', () => {
    const values = { hours: 7 };
    expect(namedValues(noteOf('energy-hours-only', values), names)).toEqual(values);
  });
});
