import fc from '../property.js';
import { conversion, isUnit } from '../../src/contract/measured-units.js';

const convert = (value: number, from: string, to: string) => {
  const found = conversion(from, to);
  return found === null ? null : value * found.scale + found.offset;
};

describe('conversion of measured units', () => {
  it.each<[number, string, string, number]>([
    [2200, 'W', 'kW', 2.2],
    [3.6, 'MJ', 'kWh', 1],
    [7200, '1/h', '1/min', 120],
    [2, 'Hz', '1/min', 120],
    [0, 'K', 'Cel', -273.15],
    [32, '[degF]', 'Cel', 0],
    [1, 'mbar', 'Pa', 100],
    [0.45, '/', '%', 45],
    [1, 'l/s', 'm3/h', 3.6],
    [1, 'g/s', 'kg/h', 3.6],
    [5, 'furlong', 'furlong', 5],
  ])('%d %s in %s is %d', (value, from, to, expected) => {
    expect(convert(value, from, to)).toBeCloseTo(expected, 9);
  });

  it.each([
    ['W', 'kWh'],
    ['m3', 'Nm3'],
    ['kg/h', 'm3/h'],
    ['K/h', 'Cel/h'],
    ['hp', 'kW'],
    ['kW', 'hp'],
    ['1/', '1/min'],
    ['__proto__', 'kW'],
  ])('%s is no %s', (from, to) => {
    expect(conversion(from, to)).toBeNull();
  });

  it('there and back is the same number', () => {
    const pairs = fc.constantFrom(['W', 'MW'], ['J', 'MWh'], ['K', 'Cel'], ['°F', 'K'], ['g/s', 't/d'], ['psi', 'bar'], ['%', '1']);
    fc.assert(
      fc.property(pairs, fc.double({ min: -1e6, max: 1e6, noNaN: true }), ([from, to], value) => {
        expect(Math.abs(convert(convert(value, from, to)!, to, from)! - value)).toBeLessThan(1e-6);
      }),
    );
  });

  it('knows what can be converted', () => {
    expect(['W', 'Nm3/h', '1/min', '/min', 'hp', 'items/week', 'kW/'].map(isUnit)).toEqual([true, true, true, true, false, false, false]);
  });
});
