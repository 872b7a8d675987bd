import { CellDefinition, type CellDocument } from '../../src/contract/cell.js';

const text = (value: string) => ({ en: value, fr: value });
const power = { standby: '1 kW', idle: '2 kW', execute: '5 kW' };

/** A cell for tests: a mixer, two ovens and a packer with a filler, air, one zone. */
export function testCell(id: string, more: Partial<CellDocument> = {}): CellDefinition {
  return CellDefinition.parse({
    apiVersion: 'twin/v1',
    kind: 'Cell',
    id,
    name: text(id),
    equipment: { enterprise: 'e', site: 's', area: 'a' },
    timezone: 'Europe/Paris',
    carriers: [{ id: 'electricity' }, { id: 'heat' }],
    utilities: [{ id: 'air', unit: 'Nm3', energy: { electricity: 0.1 } }],
    zones: [{ id: 'solids', fan: '10 kW' }],
    units: [
      { id: 'mixer', type: 'mixer', name: text('mixer'), power, phases: [{ id: 'mix', lasts: '10 min' }] },
      { id: 'oven', type: 'oven', name: text('oven'), power, slots: 2, phases: [{ id: 'bake', lasts: '10 min' }] },
      {
        id: 'pack',
        type: 'packing',
        name: text('pack'),
        power,
        flow: { stations: [{ id: 'filler', type: 'filler', name: text('filler'), item: 'carton', rate: '60 /min', power }] },
      },
    ],
    products: [
      {
        id: 'alpha',
        name: text('alpha'),
        item: 'kg',
        batchSize: 100,
        route: [
          { id: 'mix', units: ['mixer'] },
          { id: 'bake', units: ['oven'] },
          { id: 'pack', units: ['pack'] },
        ],
      },
    ],
    ...more,
  });
}
