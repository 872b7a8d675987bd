import { PostedJudge } from '../../src/telemetry/posted.js';
import { testLine } from './lines.js';

const NOW_US = Date.UTC(2026, 0, 5, 8) * 1000;
const MIN_US = 60e6;
const posted = (measuredAtUs: number) => ({ unit: 'filler', signal: 'processedCount', value: 200, measuredAtUs });
const judged = (clock: 'wall' | 'source', measuredAtUs: number) => {
  const judgement = new PostedJudge(testLine('line-1', { clock })).judge(posted(measuredAtUs), NOW_US);
  if (!judgement.ok) throw new Error(judgement.detail);
  return judgement.observation;
};

describe('a posted reading of a line', () => {
  it('is for the history alone where it was measured more than five minutes ago on the wall clock', () => {
    expect(judged('wall', NOW_US - 5 * MIN_US - 1)).toMatchObject({ value: 200, historical: true });
    expect(judged('wall', NOW_US - 5 * MIN_US)).not.toHaveProperty('historical');
  });

  it('moves the time of a line that goes by its sources, however old it is', () => {
    expect(judged('source', NOW_US - 1e6 * MIN_US)).not.toHaveProperty('historical');
  });
});
