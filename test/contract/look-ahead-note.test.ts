import { LookAheadNote } from '../../src/contract/cell-view.js';
import { NOTE_SENTENCES_FR } from '../../src/contract/look-ahead-note-fr.js';
import { fill } from '../../src/contract/sentence.js';
import { NOTE_SENTENCES, noteOf, sayNote, type NoteCode } from '../../src/contract/look-ahead-note.js';

describe('a note of a look-ahead', () => {
  it('says its sentence with its values', () => {
    expect(sayNote(noteOf('lot-step-missing', { lot: 'V1', product: 'gel', step: 'mixing' }))).toBe('lot V1 is left out: gel has no step mixing');
    expect(sayNote(noteOf('energy-hours-only', { hours: 7 }))).toContain('7 hours were measured');
  });

  it('of every code leaves no value unsaid, in French either', () => {
    for (const code of Object.keys(NOTE_SENTENCES) as NoteCode[]) {
      const names = [...NOTE_SENTENCES[code].matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name!);
      const values = Object.fromEntries(names.map((name) => [name, `<${name}>`]));
      for (const said of [sayNote({ code, values }), fill(NOTE_SENTENCES_FR[code], values)]) {
        expect(said).not.toMatch(/[{}]/);
        for (const name of names) expect(said).toContain(`<${name}>`);
      }
    }
  });

  it('is refused where its code is none', () => {
    expect(LookAheadNote.safeParse({ code: 'made-up', values: {} }).success).toBe(false);
    expect(LookAheadNote.safeParse({ code: 'order-twice', values: { order: 'O' } }).success).toBe(true);
  });
});
