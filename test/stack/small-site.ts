import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { CellDocument } from '../../src/contract/cell.js';

const text = (en: string, fr: string) => ({ en, fr });
const power = { standby: '1 kW', idle: '2 kW', execute: '8 kW' };

/** A site that works at every hour: batches are blended in two bins, divided, released, and run down a packaging line. */
const SITE: CellDocument = {
  apiVersion: 'twin/v1',
  kind: 'Cell',
  id: 'small-site',
  name: text('Small site', 'Petit site'),
  demo: true,
  equipment: { enterprise: 'demo', site: 'small-site', area: 'solids' },
  timezone: 'Europe/Paris',
  carriers: [{ id: 'electricity', name: text('Electricity', 'Électricité') }],
  utilities: [{ id: 'air', name: text('Compressed air', 'Air comprimé'), unit: 'Nm3', capacity: 50, energy: { electricity: 0.115 } }],
  teams: [
    { id: 'crew', skills: ['process'], persons: 2 },
    { id: 'analysts', skills: ['analyst'], persons: 1 },
  ],
  zones: [{ id: 'hall', name: text('Hall', 'Hall'), fan: '10 kW' }],
  units: [
    {
      id: 'packaging',
      type: 'packaging-line',
      name: text('Packaging line', 'Ligne de conditionnement'),
      zone: 'hall',
      clearance: { lasts: '5 min', persons: { process: 1 } },
      flow: {
        stations: [
          {
            id: 'blister',
            type: 'blister-thermoformer',
            name: text('Blister thermoformer', 'Thermoformeuse'),
            item: 'blister',
            takes: 10,
            rate: '300 /min',
            power,
          },
          { id: 'cartoner', type: 'cartoner', name: text('Cartoner', 'Étuyeuse'), item: 'carton', takes: 2, rate: '150 /min', power },
        ],
      },
      power,
      utilities: { air: { idle: 2, execute: 20 } },
    },
    {
      id: 'blender',
      type: 'bin-blender',
      name: text('Bin blender', 'Mélangeur'),
      slots: 2,
      zone: 'hall',
      phases: [
        { id: 'load', lasts: '10 min', persons: { process: 1 } },
        { id: 'blend', name: text('Blending', 'Mélange'), lasts: '40 min' },
      ],
      cleaning: { minor: { lasts: '15 min', persons: { process: 1 } }, major: { lasts: '40 min', persons: { process: 1 } } },
      power,
    },
  ],
  stores: [{ id: 'bulk', name: text('Blends', 'Mélanges') }],
  releases: [{ id: 'identity', tests: [{ id: 'uniformity', work: { lasts: '10 min', persons: { analyst: 1 } } }] }],
  products: [
    {
      id: 'alpha',
      name: text('Alpha 50 mg', 'Alpha 50 mg'),
      item: 'tablet',
      batchSize: 60_000,
      route: [
        { id: 'blend', units: ['blender'], split: 2, store: 'bulk', release: 'identity' },
        { id: 'pack', units: ['packaging'] },
      ],
    },
  ],
  demand: [{ id: 'alpha-hourly', product: 'alpha', batches: 1, every: '1 h', dueAfter: '8 h' }],
};

/** Power that the contract below subscribes [kW]. */
export const SUBSCRIBED_KW = 60;
/** Carriers of the small site with a contract for its electricity: its energy has a price, and its peak a limit. */
export const WITH_CONTRACT: CellDocument['carriers'] = [
  {
    id: 'electricity',
    name: text('Electricity', 'Électricité'),
    contract: {
      id: 'small',
      source: 'test',
      validFrom: '2020-01-01',
      periods: [{ label: 'hp', hours: [{ from: '06:00', to: '22:00' }] }, { label: 'hc' }],
      energy: { byPeriod: { hp: '120 EUR/MWh', hc: '90 EUR/MWh' } },
      network: { capacity: ['hp', 'hc'].map((period) => ({ period, price: '12 EUR/kW/year', subscribed: `${SUBSCRIBED_KW} kW` })) },
    },
  },
];

/** Writes the plant file of the small site into a folder, with `more` in it; its path. YAML has JSON in it. */
export function writeSmallSite(folder: string, more: Partial<CellDocument> = {}): string {
  const file = path.join(folder, 'small-site.yaml');
  writeFileSync(file, JSON.stringify({ ...SITE, ...more }));
  return file;
}
