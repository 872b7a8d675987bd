import { LineDefinition } from '../../src/contract/line.js';

const text = (value: string) => ({ en: value, fr: value });
export const station = (id: string, more: object = {}) => ({
  id,
  type: 'machine',
  name: text(id),
  item: 'carton',
  rate: '60 /min',
  power: { standby: '1 kW', idle: '2 kW', execute: '5 kW' },
  ...more,
});

/** A line of two stations for tests, on prefix umh/v1/e/s/a/<id>. */
export function testLine(id: string, more: Partial<Record<string, unknown>> = {}): LineDefinition {
  return LineDefinition.parse({
    apiVersion: 'twin/v1',
    kind: 'Line',
    id,
    name: text(id),
    equipment: { enterprise: 'e', site: 's', area: 'a' },
    timezone: 'Europe/Paris',
    product: { name: text('carton'), item: 'carton' },
    stations: [
      station('filler', { buffer: { capacity: 100 }, mqtt: { signals: { '_process_v1/Flow': { signal: 'process.fillFlow', scale: 2 } } } }),
      station('packer', { mqtt: { topic: 'cell-7/packer' } }),
    ],
    shifts: [{ id: 'day', name: text('day'), days: ['mon'], from: '06:00', to: '14:00' }],
    mqtt: { dialect: 'uns-json', prefix: `umh/v1/e/s/a/${id}`, signals: { '_old_v1/Produced': { signal: 'goodCount', scale: 1000 } } },
    ...more,
  });
}
