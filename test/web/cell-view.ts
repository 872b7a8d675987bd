import type { CellLive } from '../../src/contract/cell-live.js';
import type { MeasuredAccount, SourceView } from '../../src/contract/cell-view.js';
import { CellDefinition } from '../../src/contract/cell.js';
import { T0 } from './view.js';

const text = (en: string, fr: string) => ({ en, fr });
const power = { standby: '1 kW', idle: '2 kW', execute: '5 kW' };

/** A cell of a blender, two dryers and a packaging line, whose file names the line first. */
export const definition = CellDefinition.parse({
  apiVersion: 'twin/v1',
  kind: 'Cell',
  id: 'cell',
  name: text('Cell', 'Cellule'),
  equipment: { enterprise: 'demo', site: 'val-clair', area: 'solids' },
  timezone: 'Europe/Paris',
  carriers: [{ id: 'electricity', name: text('Electricity', 'Électricité') }],
  utilities: [{ id: 'air', name: text('Compressed air', 'Air comprimé'), unit: 'Nm3' }],
  zones: [{ id: 'hall', name: text('Hall', 'Hall'), fan: '10 kW' }],
  stores: [{ id: 'bulk', name: text('Bulk store', 'Magasin vrac') }],
  units: [
    {
      id: 'packaging',
      type: 'line',
      name: text('Packaging line', 'Ligne de conditionnement'),
      power,
      flow: { stations: [{ id: 'cartoner', type: 'cartoner', name: text('Cartoner', 'Étuyeuse'), item: 'carton', rate: '60 /min', power }] },
    },
    { id: 'dryer', type: 'dryer', name: text('Dryer', 'Séchoir'), slots: 2, power, phases: [{ id: 'dry', name: text('Drying', 'Séchage'), lasts: '1 h' }] },
    { id: 'blender', type: 'blender', name: text('Blender', 'Mélangeur'), power, phases: [{ id: 'final-blend', lasts: '10 min' }] },
  ],
  products: [
    {
      id: 'alpha',
      name: text('Alpha', 'Alpha'),
      item: 'tablet',
      batchSize: 1000,
      route: [
        { id: 'blend', units: ['blender'], store: 'bulk' },
        { id: 'dry', units: ['dryer'] },
        { id: 'pack', units: ['packaging'] },
      ],
    },
  ],
});

export const sourceView = (source: string, account: MeasuredAccount, over: Partial<SourceView> = {}): SourceView => ({
  source,
  state: 'Execute',
  mode: 'Production',
  account,
  sinceUs: T0 - 600e6,
  heardUs: T0,
  lot: null,
  product: null,
  step: null,
  phase: null,
  phaseSinceUs: null,
  remainingS: null,
  causedBy: null,
  stands: null,
  powerKw: null,
  speedPerMin: null,
  ...over,
});

/** A cell of units a, b, c … with these accounts. */
export function cellView(accounts: MeasuredAccount[], over: Partial<CellLive> = {}): CellLive {
  const order = accounts.map((_, i) => String.fromCharCode(97 + i));
  return {
    kind: 'cell',
    cell: 'cell',
    name: definition.name,
    demo: true,
    site: 'val-clair',
    timezone: 'Europe/Paris',
    modelVersion: 'v',
    freshness: 'live',
    catchingUp: false,
    asOfUs: T0,
    heardAtUs: T0,
    powerKw: {},
    electricity: { expectedKw: null, metered: 0, heard: 0 },
    order,
    units: Object.fromEntries(accounts.map((account, i) => [order[i]!, sourceView(order[i]!, account)])),
    machines: {},
    lots: {},
    orders: {},
    utilities: {},
    zones: {},
    findings: {},
    alarms: {},
    lookAheads: { shift: null, week: null },
    ...over,
  };
}
