import fc from '../property.js';
import { withSaid } from '../../src/exports/said-of-spans.js';
import type { SaidReason } from '../../src/model/analysis/said-of-stops.js';

const span = (fromUs: number, toUs: number, state = 'Held') => ({ unit: 'cartoner', state, fromUs, toUs, reason: 301 });
const said = (seq: number, fromUs: number, toUs: number | null, reason = seq): SaidReason => ({
  ...{ seq, unit: 'cartoner', fromUs, toUs, reason },
  ...{ who: 'ada', recordedAtUs: 1000, comment: null },
});
const told = (...of: Parameters<typeof withSaid>) => withSaid(...of).map(({ fromUs, toUs, said: by }) => [fromUs, toUs, by?.seq ?? null]);

describe('what people said of the time in which a machine stood still', () => {
  it('stands beside what was measured; a state of which they said several things comes in parts', () => {
    const held = [span(10, 20, 'Holding'), span(20, 50)];
    expect(told(held, false, [])).toEqual([[10, 20, null], [20, 50, null]]); // prettier-ignore
    expect(told(held, false, [said(1, 15, 30)])).toEqual([[10, 15, null], [15, 20, 1], [20, 30, 1], [30, 50, null]]); // prettier-ignore
    expect(told(held, false, [said(1, 0, 90), said(2, 20, 25)])).toEqual([[10, 20, 1], [20, 25, 2], [25, 50, 1]]); // prettier-ignore
    expect(withSaid(held, false, [said(1, 15, 30)]).map(({ state, reason }) => [state, reason])).toEqual([
      ['Holding', 301],
      ['Holding', 301],
      ['Held', 301],
      ['Held', 301],
    ]);
  });

  it('holds without an end as long as the machine stands still, and of a stop from before only where that went on', () => {
    const held = [span(10, 20, 'Holding'), span(20, 50)];
    expect(told(held, false, [said(1, 12, null)])).toEqual([[10, 12, null], [12, 20, 1], [20, 50, 1]]); // prettier-ignore
    expect(told(held, false, [said(1, 5, null)])).toEqual([[10, 20, null], [20, 50, null]]); // prettier-ignore
    expect(told(held, true, [said(1, 5, null)])).toEqual([[10, 20, 1], [20, 50, 1]]); // prettier-ignore
  });

  it('takes no time from what was measured, and adds none', () => {
    const edge = fc.integer({ min: 0, max: 60 });
    const words = fc.array(fc.tuple(edge, fc.option(edge)), { maxLength: 5 });
    fc.assert(
      fc.property(words, fc.boolean(), (given, began) => {
        const held = [span(10, 20, 'Holding'), span(20, 35), span(35, 50, 'Unholding')];
        const parts = withSaid(
          held,
          began,
          given.map(([fromUs, toUs], i) => said(i + 1, fromUs, toUs)),
        );
        for (const [i, part] of parts.entries()) expect(part.fromUs).toBe(i === 0 ? 10 : parts[i - 1]!.toUs);
        expect(parts.at(-1)!.toUs).toBe(50);
        for (const { state, fromUs, toUs } of held)
          expect(parts.filter((part) => part.state === state).reduce((sum, part) => sum + part.toUs - part.fromUs, 0)).toBe(toUs - fromUs);
      }),
    );
  });
});
