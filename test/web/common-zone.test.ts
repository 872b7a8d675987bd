import { commonZone } from '../../web/src/format/common-zone.js';

it.each([
  ['that of all places', ['Europe/Paris', 'Europe/Paris'], 'Europe/Paris'],
  ['that of whoever looks, where places are of several', ['Europe/Paris', 'Asia/Tokyo'], 'UTC'],
  ['that of whoever looks, where there is no place', [], 'UTC'],
])('the zone of times of no one place is %s', (_, zones, zone) => {
  expect(commonZone(zones, 'UTC')).toBe(zone);
});
