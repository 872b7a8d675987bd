import fc from '../../property.js';
import { CellDefinition } from '../../../src/contract/cell.js';
import { compileCell } from '../../../src/model/cell/compile.js';
import { momentUs, utcText } from '../../../src/model/zone.js';
import { PLANT } from './changes.js';

it('an instant told in UTC is read back to the microsecond, in any zone', () => {
  expect([utcText(0), utcText(951_782_400_000_000), utcText(-1)]).toEqual(['1970-01-01T00:00:00Z', '2000-02-29T00:00:00Z', '1969-12-31T23:59:59.999999Z']);
  fc.assert(
    fc.property(
      fc.integer({ min: -2e15, max: 7e15 }),
      fc.constantFrom('UTC', 'Europe/Paris', 'America/Sao_Paulo'),
      (us, zone) => momentUs(zone, utcText(us)) === us,
    ),
  );
});

it('a proven range of a number that is not there is refused, with its place', () => {
  const proven = [
    { of: 'units.mixer.changeover.1.change.lasts', from: '10 min', to: '2 h', source: 'study' },
    { of: 'units.mixer.rate', from: 1, to: 2, source: 'study' },
  ];
  const compiled = compileCell(CellDefinition.parse({ ...PLANT, proven }));
  expect(compiled.ok ? [] : compiled.issues).toEqual([
    { pointer: '/proven/1/of', detail: 'there is no number at "units.mixer.rate"; expected keys and ids, such as units.press.slots' },
  ]);
  expect(CellDefinition.safeParse({ ...PLANT, proven: [{ of: 'units.mixer.slots', from: 3, to: 2, source: 's' }] }).success).toBe(false);
});
