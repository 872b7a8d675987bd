import { cosine, sine } from '../../src/engine/trigonometry.js';

describe('cosine and sine', () => {
  it('are those of Math to 1e-13 over some turns', () => {
    for (let x = -40; x <= 40; x += 0.0371) {
      expect(Math.abs(cosine(x) - Math.cos(x))).toBeLessThan(1e-13);
      expect(Math.abs(sine(x) - Math.sin(x))).toBeLessThan(1e-13);
    }
  });

  it('are exact where they are whole', () => {
    expect([cosine(0), cosine(Math.PI), sine(Math.PI / 2)]).toEqual([1, -1, 1]);
  });
});
