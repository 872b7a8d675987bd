import fc from '../property.js';
import { KPI_ACCOUNTS } from '../../src/contract/cell-kpi.js';
import { MEASURED_ACCOUNTS } from '../../src/contract/cell-view.js';
import { ABNORMAL, ACCOUNT_SIGNS, WORST_ACCOUNTS } from '../../web/src/format/account.js';
import { cellNames } from '../../src/contract/cell-names.js';
import { routeOrder } from '../../web/src/format/route-order.js';
import { siteName } from '../../web/src/format/site-name.js';
import { unitText } from '../../web/src/format/unit-text.js';
import { remainingNow } from '../../web/src/panels/cell/remaining.js';
import { unfolded, withToggled } from '../../web/src/panels/cell/unfolded.js';
import { chanceOf } from '../../web/src/panels/cell/chance.js';
import { needOfCell, worstUnit } from '../../web/src/panels/lines/cell-rank.js';
import { ageOf, cutOff } from '../../web/src/store/freshness.js';
import { cellView, definition, sourceView } from './cell-view.js';
import { T0 } from './view.js';

describe('names of a cell', () => {
  const en = cellNames(definition, 'en');
  const fr = cellNames(definition, 'fr');

  it('are those of its file, in the language of the screen', () => {
    expect(['blender', 'packaging.cartoner', 'utilities.air', 'zones.hall', 'laboratory'].map(en.source)).toEqual([
      'Blender',
      'Cartoner',
      'Compressed air',
      'Hall',
      'Laboratory',
    ]);
    expect(['blender', 'packaging.cartoner', 'utilities.air', 'laboratory'].map(fr.source)).toEqual(['Mélangeur', 'Étuyeuse', 'Air comprimé', 'Laboratoire']);
    expect([fr.store('bulk'), fr.carrier('electricity'), fr.product('alpha'), fr.phase('dry')]).toEqual(['Magasin vrac', 'Électricité', 'Alpha', 'Séchage']);
  });

  it('give a slot the number of its place', () => expect(fr.source('dryer.2')).toBe('Séchoir\u00a02'));

  it('write what has no name as its id says, also before the definition is there', () => {
    expect([en.phase('final-blend'), en.product('gamma-20'), en.release('bulk')]).toEqual(['final blend', 'gamma 20', 'bulk']);
    expect(cellNames(undefined, 'en').source('filling-line.washer')).toBe('washer');
  });

  it('leave out what is no phase of a recipe: the account says it', () => {
    expect([en.phase('cleaning'), en.phase('idle'), en.phase(null)]).toEqual([null, null, null]);
  });
});

describe('the order of units', () => {
  it('is that of the route, slots and the rest as given', () => {
    expect(routeOrder(definition, ['packaging', 'dryer.1', 'dryer.2', 'other', 'blender'])).toEqual(['blender', 'dryer.1', 'dryer.2', 'packaging', 'other']);
    expect(routeOrder(undefined, ['b', 'a'])).toEqual(['b', 'a']);
  });

  it('puts a unit of a second product behind the one that it follows there', () => {
    const product = (id: string, ...units: string[]) => ({
      ...definition.products[0]!,
      id,
      route: units.map((unit) => ({ ...definition.products[0]!.route[0]!, id: unit, units: [unit] })),
    });
    const two = { products: [product('one', 'a', 'd'), product('two', 'a', 'b', 'c', 'd')] };
    expect(routeOrder(two, ['d', 'c', 'b', 'a'])).toEqual(['a', 'b', 'c', 'd']);
  });

  it('loses no unit and adds none', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.constantFrom('packaging', 'dryer.1', 'dryer.2', 'blender', 'x', 'y')), (sources) => {
        expect(routeOrder(definition, sources).sort()).toEqual([...sources].sort());
      }),
    );
  });
});

describe('accounts', () => {
  it('all have a sign and a place among the worst', () => {
    expect(Object.keys(ACCOUNT_SIGNS).sort()).toEqual([...KPI_ACCOUNTS].sort());
    expect([...WORST_ACCOUNTS].sort()).toEqual([...MEASURED_ACCOUNTS].sort());
  });

  it('are abnormal only where somebody is needed or nothing was heard', () => {
    expect(WORST_ACCOUNTS.slice(0, ABNORMAL)).toEqual(['down', 'excursion', 'utility', 'persons', 'minor-stop', 'unknown']);
  });
});

it('the chance of an order says why it is not known', () => {
  const week = { orders: [{ order: 'a', dueUs: T0, onTime: 0.9 }, { order: 'b', dueUs: T0, onTime: null }] }; // prettier-ignore
  expect(chanceOf('a', T0, week)).toEqual({ share: 0.9 });
  expect(chanceOf('b', T0, week)).toEqual({ share: null, why: 'beyond' });
  expect(chanceOf('c', T0, week)).toEqual({ share: null, why: 'leftOut' });
  expect(chanceOf('a', T0, null)).toEqual({ share: null, why: 'noLookAhead' });
  expect(chanceOf('a', null, week)).toEqual({ share: null, why: 'noDate' });
});

describe('a site', () => {
  it('is as bad as its worst unit; of equals the one that has been so longest', () => {
    expect(worstUnit(cellView(['execute', 'persons', 'down']))!.source).toBe('c');
    const two = cellView(['down', 'down'], { units: { a: sourceView('a', 'down', { sinceUs: T0 }), b: sourceView('b', 'down', { sinceUs: T0 - 1 }) } });
    expect(worstUnit(two)!.source).toBe('b');
    expect(worstUnit(cellView(['execute', 'off', 'starved']))).toBeNull();
  });

  it('that has fallen silent needs somebody first, one that was never heard last', () => {
    const needs = [
      cellView(['execute'], { freshness: 'stale' }),
      cellView(['execute', 'down']),
      cellView(['persons']),
      cellView(['execute']),
      cellView(['unknown'], { freshness: 'none' }),
    ].map((view) => needOfCell(view).need);
    expect([...needs].sort((a, b) => b - a)).toEqual(needs);
    expect(new Set(needs).size).toBe(needs.length);
    expect(needOfCell(null).need).toBe(0);
  });

  it('is named by its place in the company', () => expect(siteName('val-clair')).toBe('Val Clair'));

  const received = (over: Parameters<typeof cellView>[1], asOfUs = T0) => ({ view: cellView(['execute'], over), asOfUs, receivedMs: 0, link: 'live' as const });

  it('is as old as its newest reading, and ages on while nothing comes', () => {
    expect(ageOf(received({ asOfUs: T0 - 5e6 }), 2000, T0)).toEqual({ kind: 'live', ageS: 7, atUs: T0 - 5e6, nowUs: T0 });
    expect(ageOf({ ...received({}), link: 'offline' }, 2000, T0).kind).toBe('offline');
    expect([ageOf(cutOff(received({})), 0, T0).kind, cutOff(null)]).toEqual(['offline', null]);
    expect(ageOf(received({ asOfUs: T0 - 400e6, freshness: 'stale' }), 0, T0).kind).toBe('stale');
    expect(ageOf(received({ asOfUs: T0 - 4000e6, freshness: 'stale' }), 0, T0).kind).toBe('since');
    expect(ageOf(received({ asOfUs: null, freshness: 'none' }), 0, T0).kind).toBe('none');
  });

  it('that is catching up says how far it is behind the clock on the wall', () => {
    expect(ageOf(received({ catchingUp: true }), 0, T0 + 3600e6).ageS).toBe(3600);
  });
});

describe('what is left of a step', () => {
  const told = { mean: 600, low: 300, high: 900 };
  it('grows less with time and is never below nothing', () => {
    expect(remainingNow(told, T0, T0)).toEqual(told);
    expect(remainingNow(told, T0, T0 + 400e6)).toEqual({ mean: 200, low: 0, high: 500 });
  });
  it('is not known where it was not told', () => expect([remainingNow(null, T0, T0), remainingNow(told, null, T0)]).toEqual([null, null]));
});

describe('units whose machines are shown', () => {
  it('are kept in the address, and leave it with the last one', () => {
    expect(withToggled(undefined, 'packaging')).toBe('packaging');
    expect(withToggled('packaging', 'press')).toBe('packaging,press');
    expect(withToggled('packaging', 'packaging')).toBeUndefined();
    expect([...unfolded('packaging,press')]).toEqual(['packaging', 'press']);
  });
});

it('units of utilities are set as type', () => expect(['Nm3', 'm3', 'kWh', 'kg'].map(unitText)).toEqual(['Nm³', 'm³', 'kWh', 'kg']));
