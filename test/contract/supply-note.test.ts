import { SUPPLY_NOTE_CODES } from '../../src/contract/supply-note.js';
import { supplyNoteText } from '../../src/contract/supply-note-text.js';

describe('a note on costs, emissions or measured energy', () => {
  it('is its detail in English, and a sentence by its code in French', () => {
    for (const code of SUPPLY_NOTE_CODES) {
      expect(supplyNoteText({ code, detail: 'as it stands' }, 'en')).toBe('as it stands');
      expect(supplyNoteText({ code, detail: 'as it stands' }, 'fr')).toMatch(/^\p{Lu}.*\.$/u);
    }
  });
});
