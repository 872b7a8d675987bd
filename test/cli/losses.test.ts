import { lossesText } from '../../src/cli/losses.js';
import type { LineLosses } from '../../src/contract/losses.js';

const between = (mean: number) => ({ mean, low: null, high: null });
const LOSSES: LineLosses = {
  line: 'osd-1',
  from: '2026-01-05T05:00:00.000Z',
  to: '2026-01-05T13:00:00.000Z',
  unknownShare: 0.02,
  units: [
    { unit: 'press', unknownShare: 0.04 },
    { unit: 'blister', unknownShare: null },
  ],
  bottleneck: {
    now: { unit: 'press', since: '2026-01-05T12:40:00.000Z' },
    activePeriod: [
      { unit: 'press', momentary: 0.75, sole: 0.5, shifting: 0.3, frequency: 0.5, severity: 1.5 },
      { unit: 'blister', momentary: 0.25, sole: 0.1, shifting: 0.3, frequency: 0.5, severity: 0.5 },
    ],
    turningPoint: {
      verdict: 'uncertain',
      points: [{ unit: 'press', certain: false }],
      units: [
        { unit: 'press', starved: between(0), blocked: between(0.1) },
        { unit: 'blister', starved: null, blocked: null },
      ],
    },
  },
  waterfall: {
    measuredAt: ['press'],
    theoreticalUnits: 48000,
    losses: [
      { loss: 'blocked', unit: 'blister', lostUnits: 4800 },
      { loss: 'buffer', unit: null, lostUnits: -1200 },
    ],
    goodUnits: 44400,
  },
  notes: ['blister reports no rejects: what it rejects counts as content of the buffers'],
};

it('shows losses as a table from the theoretical to the good units, then who held the line', () => {
  expect(lossesText(LOSSES, { lang: 'en' }).replaceAll('\u00a0', ' ')).toBe(
    [
      'osd-1, 2026-01-05T05:00:00.000Z – 2026-01-05T13:00:00.000Z, not heard: 2.0 %',
      '',
      'where the units went      caused by  good units      %',
      'ideal rate, all the time                 48 000  100.0',
      'blocked                   blister        −4 800  −10.0',
      'into buffers                              1 200    2.5',
      'made                                     44 400   92.5',
      '',
      'share of the time [%]  bottleneck  alone  shifting  starved  blocked  not heard',
      'press                        75.0   50.0      30.0      0.0     10.0        4.0',
      'blister                      25.0   10.0      30.0        –        –          –',
      '',
      'At the end press holds the line, active without a break since 2026-01-05T12:40:00.000Z',
      '',
      'Blocked turns into starved: no detectable difference (press)',
      '',
      LOSSES.notes[0],
    ].join('\n'),
  );
});

it('says so where nothing was heard', () => {
  const text = lossesText({ ...LOSSES, unknownShare: 1, bottleneck: null, waterfall: null, notes: [] }, { lang: 'fr' });
  expect(text.replaceAll('\u00a0', ' ')).toBe(
    'osd-1, 2026-01-05T05:00:00.000Z – 2026-01-05T13:00:00.000Z, sans nouvelles: 100,0 %\n\nAucune nouvelle de ce temps',
  );
});
