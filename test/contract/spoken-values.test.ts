import { cellNames } from '../../src/contract/cell-names.js';
import { spokenValues } from '../../src/contract/spoken-values.js';
import { definition } from '../web/cell-view.js';

describe('what stands in a note', () => {
  const voice = { language: 'fr' as const, names: cellNames(definition, 'fr'), number: (value: number) => String(value).replace('.', ',') };

  it('are names for ids and numbers in the language', () => {
    expect(spokenValues({ unit: 'dryer, blender', zone: 'hall', minutes: 1.5, of: 'units.dryer.cleaning.dirtyHold' }, voice)).toEqual({
      unit: 'Séchoir, Mélangeur',
      zone: 'Hall',
      minutes: '1,5',
      of: 'Séchoir, nettoyage, délai avant nettoyage',
    });
    expect(spokenValues({ carrier: 'electricity', kpi: 'energyKwh', items: 'tablet, vial' }, voice)).toEqual({
      carrier: 'Électricité',
      kpi: 'Énergie',
      items: 'comprimés, flacons',
    });
  });

  it('are values with their unit in the language', () => {
    expect(spokenValues({ value: '4.5 h', from: '0 s', to: '2.5 d', share: '7 %' }, voice)).toEqual({ value: '4,5 h', from: '0 s', to: '2,5 j', share: '7 %' });
    expect(spokenValues({ from: '2026-01-05T06:00', to: '+3 h' }, voice)).toEqual({ from: '2026-01-05T06:00', to: '+3 h' });
    expect(spokenValues({ value: '4.5 d' }, { ...voice, language: 'en', number: String })).toEqual({ value: '4.5 d' });
  });

  it('stays as it is where nothing names it, and a number of items is a number', () => {
    expect(spokenValues({ kpi: 'happiness', items: 12.5 }, voice)).toEqual({ kpi: 'happiness', items: '12,5' });
  });
});
