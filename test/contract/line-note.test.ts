import { LINE_NOTE_SENTENCES, readLineNote, type LineNoteCode } from '../../src/contract/line-note.js';
import { fill } from '../../src/contract/sentence.js';

describe('a note of an answer about a line', () => {
  it('is known by its sentence', () => {
    expect(readLineNote('The line has no tariff: the cost is not known.')).toEqual({ code: 'noTariff', values: {} });
    expect(readLineNote('The run was cancelled after 12 of 2000 replications.')).toEqual({ code: 'cancelled', values: { done: '12', asked: '2000' } });
    expect(readLineNote('12 replications are few: the intervals are wide.')).toEqual({ code: 'few', values: { n: '12' } });
    expect(
      readLineNote(
        'The cartoner has run 9 % below its ideal rate since 2026-01-05 07:42 UTC and is taken to go on so; ask with its rate set to 110 /min to see it mended.',
      ),
    ).toEqual({ code: 'slow', values: { unit: 'cartoner', percent: '9', since: '2026-01-05 07:42', rate: '110' } });
    expect(readLineNote('Something new.')).toBeNull();
  });

  it('is read as it was written, whatever stands in it', () => {
    const sentences = (Object.keys(LINE_NOTE_SENTENCES) as LineNoteCode[]).map((code) => ({ code, sentence: LINE_NOTE_SENTENCES[code] }));
    const values = { unit: 'blister-2', percent: '9', since: '2026-01-05 07:42', rate: '112.5', done: '3', asked: '40', n: '7' };
    for (const { code, sentence } of sentences) expect(readLineNote(fill(sentence, values))?.code).toBe(code);
  });
});
