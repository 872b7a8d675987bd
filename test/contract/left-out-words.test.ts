import { LEFT_OUT } from '../../src/contract/enpi.js';
import { leftOutText } from '../../src/contract/left-out-words.js';

describe('why a period of energy was left out', () => {
  it('is a sentence in both languages, with the driver that is not known, and never a code', () => {
    for (const reason of LEFT_OUT)
      for (const language of ['en', 'fr'] as const) expect(leftOutText({ reason, driver: 'batches' }, language)).not.toMatch(/-unknown|-after|\{/);
    expect(leftOutText({ reason: 'driver-unknown', driver: 'batches' }, 'en')).toBe('batches is not known');
    expect(leftOutText({ reason: 'driver-unknown', driver: 'batches' }, 'fr')).toBe('batches inconnu');
  });
});
