import { meanRatio, newWatch, step, type Watch } from '../../src/model/watch.js';

function feed(watch: Watch, fromS: number, toS: number, measured: number) {
  const changes: [number, string][] = [];
  for (let s = fromS; s < toS; s += 5) {
    const change = step(watch, { atUs: (s + 5) * 1e6, lengthS: 5, measured, expected: 100, limit: 0.05 });
    if (change) changes.push([s + 5, change]);
  }
  return changes;
}

describe('a watched quantity', () => {
  it('is said to deviate after five minutes beyond the limit, since the time it began to', () => {
    const watch = newWatch();
    expect(feed(watch, 0, 600, 100)).toEqual([]);
    const [begin] = feed(watch, 600, 1800, 91);
    expect(begin![1]).toBe('begin');
    expect(begin![0]).toBeGreaterThanOrEqual(900);
    expect(begin![0]).toBeLessThan(1000);
    expect(watch.side).toBe('low');
    expect(watch.sinceUs / 1e6).toBeLessThan(700);
    expect(meanRatio(watch)).toBeCloseTo(0.91, 3);
  });

  it('says nothing of short or small differences', () => {
    const watch = newWatch();
    expect([...feed(watch, 0, 240, 50), ...feed(watch, 240, 1200, 100), ...feed(watch, 1200, 4000, 96)]).toEqual([]);
  });

  it('is over only well inside the limit, so that it does not flap at it', () => {
    const watch = newWatch();
    expect(feed(watch, 0, 900, 91)).toHaveLength(1);
    expect(feed(watch, 900, 3000, 96)).toEqual([]);
    expect(feed(watch, 3000, 4000, 99)).toEqual([[expect.any(Number), 'end']]);
    expect(watch.on).toBe(false);
  });
});
