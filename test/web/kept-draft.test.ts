import { draftAddress, forgetDraft, leaveDraft, takeDraft, type DraftStorage } from '../../web/src/parts/kept-draft.js';

const like = { question: null, horizon: '8 h', variants: [] as string[] };
const draft = { question: 'Why?', horizon: '7 d', variants: ['a'] };

function emptyStorage(): DraftStorage {
  const kept = new Map<string, string>();
  return { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => void kept.set(key, value), removeItem: (key) => void kept.delete(key) };
}

describe('the draft of a form', () => {
  it('is there again at its address, on this visit or another, until it was asked', () => {
    const storage = emptyStorage();
    leaveDraft(storage, '/a', { draft, visit: 'v1', sent: false });
    expect([takeDraft(storage, '/a', 'v1', like), takeDraft(storage, '/a', 'v2', like), takeDraft(storage, '/b', 'v1', like)]).toEqual([draft, draft, null]);
  });

  it('that was asked is there on the way back, and no longer once the form is opened anew', () => {
    const storage = emptyStorage();
    leaveDraft(storage, '/a', { draft, visit: 'v1', sent: true });
    expect([takeDraft(storage, '/a', 'v1', like), takeDraft(storage, '/a', 'v2', like), takeDraft(storage, '/a', 'v1', like)]).toEqual([draft, null, null]);
  });

  it('is given up where somebody starts afresh, and where an earlier page has left another form', () => {
    const storage = emptyStorage();
    leaveDraft(storage, '/a', { draft, visit: 'v1', sent: false });
    forgetDraft(storage, '/a');
    expect(takeDraft(storage, '/a', 'v1', like)).toBeNull();
    for (const other of [{ question: 'Why?' }, { ...draft, variants: 'a' }, null, 7]) {
      leaveDraft(storage, '/a', { draft: other, visit: 'v1', sent: false });
      expect(takeDraft(storage, '/a', 'v1', like)).toBeNull();
    }
    storage.setItem('draft /a', '{');
    expect(takeDraft(storage, '/a', 'v1', like)).toBeNull();
  });

  it('belongs to what the form is about, not to how the page looks', () => {
    const at = (search: object, version = 'v') => draftAddress('/lines/l/what-if', { ...search }, version);
    expect(at({ lang: 'fr', theme: 'dark', run: 'r', at: undefined })).toBe(at({ run: 'r' }));
    expect(new Set([at({}), at({ run: 'r' }), at({ standby: 'r' }), at({}, 'w')]).size).toBe(4);
  });
});
