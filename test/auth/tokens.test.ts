import { allows, allowsSomewhere } from '../../src/auth/principal.js';
import { findToken, readTokens } from '../../src/auth/tokens.js';

const TOKEN = 'a-token-of-enough-letters';

describe('tokens', () => {
  it('are read one a line: name, token, scopes on all lines or on one', () => {
    const read = readTokens(`# panels\n\npanel ${TOKEN} read:osd-1 run\r\noffice another-long-token edit:*\n`);
    expect(read.ok && read.tokens.map(({ principal }) => principal)).toStrictEqual([
      {
        name: 'panel',
        scopes: [
          { scope: 'read', line: 'osd-1' },
          { scope: 'run', line: '*' },
        ],
      },
      { name: 'office', scopes: [{ scope: 'edit', line: '*' }] },
    ]);
  });

  it.each([
    ['panel', 'TWIN_TOKENS, line 1: expected "name token scope[:line] …", for example "panel s3cret-of-16-characters read:osd-1"'],
    ['panel short read', 'TWIN_TOKENS, line 1: the token of panel must have at least 16 characters out of A-Z a-z 0-9 . _ ~ + / - ='],
    [`panel ${TOKEN} write`, 'TWIN_TOKENS, line 1: write is not a scope: expected read, run, edit, or one of them with a line (read:osd-1)'],
    [`panel ${TOKEN} read:OSD`, 'TWIN_TOKENS, line 1: read:OSD is not a scope: expected read, run, edit, or one of them with a line (read:osd-1)'],
    [`panel ${TOKEN} read\npaul ${TOKEN} run`, 'TWIN_TOKENS, line 2: the token of paul is also that of another name'],
  ])('%j is refused in words that do not show the token', (text, sentence) => {
    expect(readTokens(text)).toStrictEqual({ ok: false, errors: [sentence] });
    expect(sentence).not.toContain(TOKEN);
  });

  it('are found only by the whole token', () => {
    const read = readTokens(`panel ${TOKEN} read`);
    if (!read.ok) throw new Error(read.errors.join());
    expect(findToken(read.tokens, TOKEN)?.principal.name).toBe('panel');
    for (const wrong of ['', TOKEN.slice(0, -1), `${TOKEN} `, TOKEN.toUpperCase()]) expect(findToken(read.tokens, wrong)).toBeNull();
  });

  it('keep no token in memory, only its hash', () => {
    expect(JSON.stringify(readTokens(`panel ${TOKEN} read`))).not.toContain(TOKEN);
  });
});

describe('a principal', () => {
  const panel = { name: 'panel', scopes: [{ scope: 'read' as const, line: 'osd-1' }] };

  it('has a scope on its lines only, and no scope includes another', () => {
    expect(allows(panel, 'read', 'osd-1')).toBe(true);
    expect(allows(panel, 'read', 'osd-2')).toBe(false);
    expect(allows(panel, 'read', '*')).toBe(false);
    expect(allows(panel, 'run', 'osd-1')).toBe(false);
    expect(allowsSomewhere(panel, 'read')).toBe(true);
    expect(allowsSomewhere(panel, 'edit')).toBe(false);
  });
});
