import { cellNames } from '../../src/contract/cell-names.js';
import { spokenValues } from '../../src/contract/spoken-values.js';
import { definition } from '../web/cell-view.js';

describe('what stands in a note', () => {
  const voice = { language: 'fr' as const, names: cellNames(definition, 'fr'), number: (value: number) => String(value).replace('.', ',') };

  it('are names for ids and numbers in the language', () => {
    expect(spokenValues({ unit: 'dryer, blender', zone: 'hall', minutes: 1.5, of: '/units/x' }, voice)).toEqual({
      unit: 'Séchoir, Mélangeur',
      zone: 'Hall',
      minutes: '1,5',
      of: '/units/x',
    });
    expect(spokenValues({ carrier: 'electricity', kpi: 'energyKwh', items: 'tablet, vial' }, voice)).toEqual({
      carrier: 'Électricité',
      kpi: 'Énergie',
      items: 'comprimés, flacons',
    });
  });

  it('stays as it is where nothing names it, and a number of items is a number', () => {
    expect(spokenValues({ kpi: 'happiness', items: 12.5 }, voice)).toEqual({ kpi: 'happiness', items: '12,5' });
  });
});
