import { newBooks } from '../../src/model/books.js';
import type { CompiledLine } from '../../src/model/compile.js';
import { deviations } from '../../src/model/deviation.js';
import { MONDAY_06_UTC, compiled, smallLine } from './mirror-lines.js';

/** What is said of a station that has run at `measured` items/min for ten minutes. */
function said(line: CompiledLine, id: string, measured: number) {
  const books = newBooks(line);
  const i = line.stations.findIndex((station) => station.id === id);
  const ideal = line.definition.stations[i]!.rate;
  const held = { sinceUs: MONDAY_06_UTC, heldS: 600, sumMeasured: measured * 600, sumExpected: ideal * 600, on: true };
  books.units[i]!.watches.speed = { measured, expected: ideal, side: measured < ideal ? 'low' : 'high', ...held };
  const [deviation] = deviations(line, books);
  return [deviation!.kind, Math.round(deviation!.effectUnits! * 1e6) / 1e6];
}

/** Every station makes 60 boxes a minute, the wrapper less where given. */
function lineWithWrapper(rate: string): CompiledLine {
  const station = (id: string, more: object) => ({
    id,
    type: id,
    name: { en: id, fr: id },
    item: 'box',
    power: { standby: '0.5 kW', idle: '1 kW', execute: '4 kW' },
    ...more,
  });
  const stations = [station('filler', { item: 'bottle', rate: '600 /min' }), station('packer', { takes: 10, rate: '60 /min' }), station('wrapper', { rate })];
  const { id, name, equipment, timezone, shifts } = smallLine().definition;
  const product = { name: { en: 'Box', fr: 'Boîte' }, item: 'box' };
  return compiled({
    apiVersion: 'twin/v1',
    kind: 'Line',
    id,
    name,
    equipment,
    timezone,
    product,
    shifts,
    stations,
    mqtt: { dialect: 'uns-json', prefix: 'x' },
  });
}

describe('what a speed costs the line', () => {
  it.each<[string, CompiledLine, string, number, string, number]>([
    ['a slow machine among equals loses units', smallLine(), 'packer', 54, 'slow', -60],
    ['in good units of the line, whatever the machine counts', smallLine(), 'filler', 540, 'slow', -60],
    ['a fast machine among equals gains nothing', smallLine(), 'packer', 66, 'fast', 0],
    ['a slow machine that is still faster than the line loses nothing', lineWithWrapper('50 /min'), 'packer', 54, 'slow', 0],
    ['a slow machine that becomes the slowest loses what the line loses', lineWithWrapper('50 /min'), 'packer', 45, 'slow', -50],
    ['the slowest machine gains units where it is fast', lineWithWrapper('50 /min'), 'wrapper', 55, 'fast', 50],
  ])('%s', (_, line, unit, measured, kind, units) => {
    expect(said(line, unit, measured)).toEqual([kind, units]);
  });
});
