import fc from '../property.js';
import { readInstant, showInstant } from '../../web/src/format/window-text.js';

const PARIS = 'Europe/Paris';
const NOW_US = Date.parse('2026-12-01T09:00:00Z') * 1000;

describe('an instant that somebody types', () => {
  it.each([
    ['now', 'now'],
    [' now-8h ', 'now-8h'],
    ['2026-01-05T06:00:00Z', '2026-01-05T06:00:00Z'],
    ['2026-12-01', '2026-11-30T23:00:00Z'],
    ['2026-12-01 06:30', '2026-12-01T05:30:00Z'],
    ['2026-12-01T06:30', '2026-12-01T05:30:00Z'],
    ['01/12/2026', '2026-11-30T23:00:00Z'],
    ['1/7/2026 6:05', '2026-07-01T04:05:00Z'],
    ['01/07/2026 6h05', '2026-07-01T04:05:00Z'],
    ['01/07/2026 06:05:07', '2026-07-01T04:05:07Z'],
  ])('%s is what the clock of the site shows: %s', (typed, read) => expect(readInstant(typed, PARIS)).toBe(read));

  it.each(['', 'yesterday', '31/02/2026', '2026-13-01', '12/01', '2026-03-29 02:30', 'now-', '01/12/2026 25:00', '06:00'])('"%s" is none', (typed) =>
    expect(readInstant(typed, PARIS)).toBeNull(),
  );

  it('is read back from what is shown of it', () =>
    fc.assert(
      fc.property(fc.integer({ min: 1_600_000_000, max: 1_900_000_000 }), fc.constantFrom('en' as const, 'fr' as const), (s, language) => {
        const iso = `${new Date(s * 1000).toISOString().slice(0, 19)}Z`;
        const back = readInstant(showInstant(iso, 'Asia/Kolkata', language, NOW_US), 'Asia/Kolkata');
        expect(back).toBe(iso);
      }),
    ));
});

describe('an instant of an address', () => {
  it.each([
    ['now-8h', 'now-8h'],
    ['now-90s', 'now-90s'],
    ['now-20723s', '01/12/2026 04:14'],
    ['2026-12-01T05:30:00Z', '01/12/2026 06:30'],
    ['2026-12-01T05:30:09.5Z', '01/12/2026 06:30:09'],
    ['', ''],
    ['foo', 'foo'],
  ])('%s is shown as %s', (text, shown) => expect(showInstant(text, PARIS, 'en', NOW_US)).toBe(shown));
});
