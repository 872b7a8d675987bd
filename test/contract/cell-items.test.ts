import { cellItems } from '../../src/contract/cell-items.js';
import { CellDefinition } from '../../src/contract/cell.js';
import { exampleDocument } from '../simulator/cell/plant.js';

const document = exampleDocument();
const [product, ...others] = document.products;
const { id, route } = product!;
const definition = CellDefinition.parse(document);
const items = cellItems(definition);
const record = { product: id };

describe('what the numbers of a cell count', () => {
  it('is the item of the product until a flow segment makes another of it', () => {
    expect([items.into('dispense', id), items.outOf('coat', id)]).toEqual(['tablet', 'tablet']);
    expect([items.into('pack', id), items.outOf('pack', id), items.finished(id), items.finished()]).toEqual(['tablet', 'case', 'case', 'case']);
  });

  it('is of a unit what it makes, of a machine what it counts', () => {
    expect([items.madeAt(['coater']), items.madeAt(['packaging']), items.madeAt(['packaging.blister'])]).toEqual(['tablet', 'case', 'blister']);
  });

  it('is of a lot what it has now', () => {
    const last = { step: 'pack', source: 'packaging' };
    expect([
      items.ofLot({ ...record, last: null }),
      items.ofLot({ ...record, last: { ...last, underWay: true } }),
      items.ofLot({ ...record, last: { ...last, underWay: false } }),
    ]).toEqual(['tablet', 'tablet', 'case']);
  });

  it('of indicators by unit is that of the unit, of others the good ones are those of the last step', () => {
    expect(items.ofGroup({ by: 'unit', key: { unit: 'coater' }, unit: 'coater', measuredAt: ['coater'] })).toEqual({ counted: 'tablet', good: 'tablet' });
    expect(items.ofGroup({ by: 'product', key: { product: id }, unit: 'coater', measuredAt: ['coater'] })).toEqual({ counted: 'tablet', good: 'case' });
    const segment = { key: { unit: 'packaging' }, unit: 'packaging', measuredAt: ['packaging.blister'] }; // counts are of what leaves it
    expect(items.ofGroup({ by: 'segment', ...segment }).counted).toBe('case');
    expect(items.ofGroup({ by: 'source', key: { source: 'packaging.blister' }, unit: 'packaging', measuredAt: ['packaging.blister'] }).counted).toBe('blister');
    expect(items.ofGroup({ by: 'source', key: { source: 'utilities.air' }, unit: null, measuredAt: [] }).counted).toBe('item');
  });

  it('is an item where the file does not tell, or tells in several ways', () => {
    expect([items.outOf('no-step', id), items.madeAt(['utilities.air']), cellItems(undefined).finished('p')]).toEqual(['item', 'item', 'item']);
    const packed = route.map((step) => (step.id === 'coat' ? { ...step, makes: 2 } : step));
    const twice = cellItems(CellDefinition.parse({ ...document, products: [{ ...product!, route: packed }, ...others] }));
    expect([twice.outOf('coat', id), twice.into('pack', id), twice.outOf('pack', id)]).toEqual(['item', 'item', 'case']);
    const kilos = cellItems(CellDefinition.parse({ ...document, products: [{ ...product!, item: 'kg' }, ...others] }));
    expect([kilos.into('dispense', id), kilos.madeAt(['dispensing'])]).toEqual(['kg', 'item']);
  });
});
