import fc from '../property.js';
import { CELL_KPI_GROUPINGS, KpiUnit } from '../../src/contract/cell-kpi.js';
import { cellNames } from '../../src/contract/cell-names.js';
import { formatsOf } from '../../web/src/format/formats.js';
import { kpiValue } from '../../web/src/format/kpi-value.js';
import { en } from '../../web/src/i18n/en.js';
import { fr } from '../../web/src/i18n/fr.js';
import { filled, parts } from '../../web/src/panels/cell-kpis/formula.js';
import { groupName, keyText } from '../../web/src/panels/cell-kpis/group-key.js';
import { GROUPINGS } from '../../web/src/panels/cell-kpis/kpi-columns.js';
import { definition } from './cell-view.js';

const english = formatsOf('en');
const names = cellNames(definition, 'en');
const words = { none: 'none', outside: 'Outside the shifts' };
const nameOf = (group: Parameters<typeof groupName>[0]) => groupName(group, english, names, 'Europe/Paris', words);

describe('a formula', () => {
  it('is told with the numbers of its terms', () => {
    const values: Record<string, string> = { AUPT: '35 s', tU: '17 s', PBT: '253 s', APT: '18 s' };
    expect(filled('AUPT * tU / (PBT * APT)', (symbol) => values[symbol]!)).toBe('35 s × 17 s / (253 s × 18 s)');
    expect(filled('APT / (3600 * FE)', (symbol) => symbol)).toBe('APT / (3600 × FE)');
  });

  it('is cut into parts that are the whole of it', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('tU', 'PBT', 'GQ', ' * ', ' / ', '(', ')', ' + ', '1000')), (tokens) => {
        expect(
          parts(tokens.join(''))
            .map(({ text }) => text)
            .join(''),
        ).toBe(tokens.join(''));
      }),
    );
  });
});

describe('an indicator', () => {
  it('carries its unit in the language of the screen, and a dash where it is not known', () => {
    const french = formatsOf('fr');
    expect(kpiValue(english, en.kpi.units, 0.456, 'fraction')).toBe('45.6\u202f%');
    expect(kpiValue(english, en.kpi.units, 17615.1, 's')).toBe('17,615\u202fs');
    expect(kpiValue(french, fr.kpi.units, 12056, 'items')).toBe('12\u202f056\u00a0unités');
    expect(kpiValue(french, fr.kpi.units, 1, 'items', 'case')).toBe('1\u00a0caisse');
    expect(kpiValue(english, en.kpi.units, 12.3, 'items/h', 'case')).toBe('12.3\u202fcases/h');
    expect(kpiValue(french, fr.kpi.units, 0.5975, 'kWh/1000 items')).toBe('0,60\u202fkWh/1\u202f000 unités');
    expect(kpiValue(french, fr.kpi.units, 0.5975, 'kWh/1000 items', 'tablet')).toBe('0,60\u202fkWh/1\u202f000 comprimés');
    expect(kpiValue(english, en.kpi.units, null, 'h')).toBe('–');
  });

  it('of every unit of the contract is written', () => {
    for (const unit of KpiUnit.options) expect(kpiValue(english, en.kpi.units, 1, unit)).not.toMatch(/undefined/);
  });
});

describe('groups', () => {
  it('are all that the contract knows', () => expect([...GROUPINGS].sort()).toEqual([...CELL_KPI_GROUPINGS].sort()));

  it('are named by what they are of', () => {
    expect(nameOf({ by: 'source', key: { source: 'dryer.1' }, name: null })).toBe('Dryer\u00a01');
    expect(nameOf({ by: 'lot', key: { lot: null }, name: null })).toBe('none');
    expect(nameOf({ by: 'lot', key: { lot: 'V1' }, name: null })).toBe('V1');
    expect(nameOf({ by: 'product', key: { product: 'alpha' }, name: { en: 'Alpha', fr: 'Alpha' } })).toBe('Alpha');
    const shiftFromUs = Date.parse('2026-11-23T05:00:00Z') * 1000;
    expect(nameOf({ by: 'shift', key: { shiftFromUs, shift: 'morning' }, name: { en: 'Morning', fr: 'Matin' } })).toBe('23/11/2026 06:00, Morning');
    expect(nameOf({ by: 'shift', key: { shift: null }, name: null })).toBe('Outside the shifts');
    expect(nameOf({ by: 'cell', key: {}, name: { en: 'Cell', fr: 'Cellule' } })).toBe('Cell');
  });

  it('have an address of their own', () => {
    expect([keyText({ shiftFromUs: 5, shift: 'day' }), keyText({ shift: null }), keyText({ lot: null }), keyText({})]).toEqual(['5_day', 'all', 'all', 'all']);
  });
});
