import { localFormat, zoneToUtc } from '../../src/exchange/local-time.js';

const read = localFormat('yyyy-MM-dd HH:mm:ss')!;
const toUtc = zoneToUtc('Europe/Ljubljana');
const utc = (text: string, notBefore = -Infinity) => new Date(toUtc(read(text)!, notBefore)).toISOString();

describe('local times of a recording', () => {
  it('are one hour ahead of UTC in winter and two in summer', () => {
    expect(utc('2018-11-18 22:28:52')).toBe('2018-11-18T21:28:52.000Z');
    expect(utc('2019-07-01 12:00:00')).toBe('2019-07-01T10:00:00.000Z');
  });

  it('change in the second in which the clocks change', () => {
    expect(utc('2019-03-31 01:59:59')).toBe('2019-03-31T00:59:59.000Z');
    expect(utc('2019-03-31 03:00:00')).toBe('2019-03-31T01:00:00.000Z');
    expect(utc('2018-10-28 01:59:59')).toBe('2018-10-27T23:59:59.000Z');
    expect(utc('2018-10-28 03:00:00')).toBe('2018-10-28T02:00:00.000Z');
  });

  it('that do not exist are read as if the clock had not changed yet', () => {
    expect(utc('2019-03-31 02:30:00')).toBe('2019-03-31T01:30:00.000Z');
  });

  it('that exist twice are the first, or the second where the first lies before the row above', () => {
    expect(utc('2018-10-28 02:30:00')).toBe('2018-10-28T00:30:00.000Z');
    expect(utc('2018-10-28 02:00:00', Date.parse('2018-10-28T00:59:50Z'))).toBe('2018-10-28T01:00:00.000Z');
  });

  it('are refused where they are of another form or no date at all', () => {
    for (const text of ['2019-02-29 00:00:00', '2019-13-01 00:00:00', '2019-01-01 24:00:00', '2019-01-01', '2019-01-01T00:00:00', ' 2019-01-01 00:00:00'])
      expect(read(text)).toBeNull();
  });

  it('may be written in the order of the format', () => {
    expect(localFormat('dd.MM.yyyy HH:mm:ss.SSS')!('31.12.2024 23:59:59.250')).toBe(Date.UTC(2024, 11, 31, 23, 59, 59, 250));
    expect(localFormat('HH:mm')).toBeNull();
    expect(localFormat('yyyy-yyyy-MM-dd')).toBeNull();
  });
});
