/** A small invented line that is right in all parts. The tests break it one line at a time. */
export const LINE = `apiVersion: twin/v1
kind: Line
id: pack-1
name: { en: Packing 1, fr: Emballage 1 }
equipment: { enterprise: demo, site: north, area: packing }
timezone: Europe/Paris
product:
  name: { en: Box, fr: Boîte }
  item: box
stations:
  - id: filler
    type: filler
    name: { en: Filler, fr: Remplisseuse }
    item: bottle
    rate: 200 /min
    rejects: 0.01
    buffer: { capacity: 400 }
    stops:
      - id: jam
        name: { en: Jam, fr: Bourrage }
        class: micro-stop
        every: { dist: exponential, mean: 20 min }
        lasts: { dist: lognormal, mean: 90 s, sigma: 1 }
    power: { standby: 1 kW, idle: '2,5 kW', execute: 8 kW }
  - id: packer
    type: packer
    name: { en: Packer, fr: Encaisseuse }
    item: box
    takes: 10
    rate: 22 /min
    power: { standby: 0.5 kW, idle: 1 kW, execute: 4 kW }
shifts:
  - { id: day, name: { en: Day, fr: Jour }, days: [mon, tue, wed, thu, fri], from: '06:00', to: '14:00' }
  - { id: late, name: { en: Late, fr: Soir }, days: [mon, tue, wed, thu, fri], from: '14:00', to: '22:00' }
tariff:
  id: two-rates
  source: an example
  validFrom: 2026-01-01
  periods:
    - { id: high, from: '06:00', to: '22:00', price: 120 EUR/MWh }
    - { id: low, from: '22:00', to: '06:00', price: 90 EUR/MWh }
carbon: { source: an example, validFrom: 2026-01-01, factor: 55 g/kWh }
mqtt:
  dialect: uns-json
  prefix: umh/v1/demo/north/packing/pack-1
`;

/** The line with one piece of its text replaced. Fails where the piece is not there. */
export function broken(piece: string, by: string): string {
  if (!LINE.includes(piece)) throw new Error(`the line has no "${piece}"`);
  return LINE.replace(piece, () => by);
}
