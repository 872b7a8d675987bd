import fc from '../property.js';
import { squeeze, widthInTwoLines, wrap } from '../../web/src/charts/text.js';
import { layOut } from '../../web/src/panels/line/synoptic-layout.js';

describe('the synoptic', () => {
  it('stands side by side where six stations fit, below each other where they do not', () => {
    expect(layOut(6, 1200).direction).toBe('across');
    expect(layOut(6, 944).direction).toBe('across');
    expect(layOut(6, 340).direction).toBe('down');
  });

  it('is never wider than its room, and nothing overlaps', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 300, max: 3000 }), fc.integer({ min: 1, max: 2 }), (count, width, lines) => {
        const layout = layOut(count, width, lines);
        expect(layout.width).toBeLessThanOrEqual(width + 1e-9);
        expect(layout.buffers).toHaveLength(count - 1);
        layout.buffers.forEach((buffer, i) => {
          const [before, after] = [layout.stations[i]!, layout.stations[i + 1]!];
          if (layout.direction === 'across') {
            expect(buffer.x).toBeGreaterThanOrEqual(before.x + before.width);
            expect(buffer.x + buffer.width).toBeLessThanOrEqual(after.x + 1e-9);
          } else {
            expect(buffer.y).toBeGreaterThanOrEqual(before.y + before.height);
            expect(buffer.y + buffer.height).toBeLessThanOrEqual(after.y);
          }
        });
      }),
    );
  });

  it('breaks names at words and shortens what does not fit', () => {
    expect(wrap('Trieuse pondérale et sérialisation', 125, 13, 3)).toEqual(['Trieuse', 'pondérale et', 'sérialisation']);
    expect(wrap('Thermoformeuse de blisters', 100, 13, 1)).toEqual(['Thermoforme…']);
    expect(widthInTwoLines(['Checkweigher and serialisation', 'Press'], 10, 200)).toBe(104);
    expect(wrap('Checkweigher and serialisation', 104, 10, 2)).toEqual(['Checkweigher and', 'serialisation']);
    expect(widthInTwoLines(['Checkweigher and serialisation'], 10, 60)).toBe(60);
    expect(squeeze('P', 12, 100)).toBeUndefined();
    expect(squeeze('Saturation aval', 12.5, 80)).toBe(80);
  });
});
