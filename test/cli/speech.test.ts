import { age, localMoment } from '../../src/cli/format.js';
import { freshnessText } from '../../src/cli/speech.js';

const atUs = (text: string) => Date.parse(text) * 1000;

describe('what the command says to people', () => {
  it('has times in the zone of the site, with their offset, through summer and winter', () => {
    expect(localMoment(atUs('2026-01-05T23:30:00.999Z'), 'Europe/Paris')).toBe('2026-01-06T00:30:00+01:00');
    expect(localMoment(atUs('2026-07-05T09:00:00Z'), 'Europe/Paris')).toBe('2026-07-05T11:00:00+02:00');
    expect(localMoment(atUs('2026-07-05T09:00:00Z'), 'Asia/Kolkata')).toBe('2026-07-05T14:30:00+05:30');
    expect([localMoment(atUs('2026-07-05T09:00:00Z'), 'UTC'), localMoment(null, 'UTC')]).toEqual(['2026-07-05T09:00:00Z', '–']);
    expect(Date.parse(localMoment(atUs('2026-03-29T00:59:59Z'), 'Europe/Paris'))).toBe(Date.parse('2026-03-29T00:59:59Z'));
  });

  it('has ages in at most two units', () => {
    expect([0, 42, 300, 7200, 7260, 3 * 86400 + 4 * 3600].map((s) => age(s, 'en'))).toEqual(['0 s', '42 s', '5 min', '2 h', '2 h 1 min', '3 d 4 h']);
    expect(age(2 * 86400, 'fr')).toBe('2 j');
  });

  it('is live only where it is not behind, and says how far the data are behind', () => {
    const of = (over: object) => ({ freshness: 'live' as const, catchingUp: false, asOfUs: atUs('2026-01-05T06:00:00Z'), ...over });
    const nowUs = atUs('2026-01-05T11:00:00Z');
    expect(freshnessText(of({}), nowUs, 'en')).toBe('live');
    expect(freshnessText(of({ catchingUp: true }), nowUs, 'en')).toBe('catching up, 5 h behind');
    expect(freshnessText(of({ catchingUp: true }), nowUs, 'fr')).toBe('rattrapage, 5 h de retard');
    expect(freshnessText(of({ catchingUp: true, asOfUs: null }), nowUs, 'en')).toBe('catching up');
    expect(freshnessText(of({ freshness: 'stale' }), nowUs, 'en')).toBe('no data, 5 h behind');
    expect(freshnessText(of({ freshness: 'none', asOfUs: null }), nowUs, 'fr')).toBe('pas encore de données');
  });
});
