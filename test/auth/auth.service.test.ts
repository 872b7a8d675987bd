import { accessErrors, AuthService, bearerToken } from '../../src/auth/auth.service.js';
import type { Config } from '../../src/config.js';

const TOKEN = 'a-token-of-enough-letters';
const service = (config: { host?: string; tokens?: string }) => new AuthService({ host: '127.0.0.1', tokens: undefined, ...config } as Config);
const HERE = { host: '127.0.0.1:3000', origin: undefined };

describe('without tokens', () => {
  const auth = service({});

  it.each(['127.0.0.1:3000', 'localhost:3000', 'LOCALHOST', '[::1]:3000', '127.8.9.1', 'twin.localhost:3000'])(
    'the caller of %s is anonymous with every scope',
    (host) => {
      expect(auth.authenticate(null, { host, origin: undefined })).toStrictEqual({
        name: 'anonymous',
        scopes: [
          { scope: 'read', line: '*' },
          { scope: 'run', line: '*' },
          { scope: 'edit', line: '*' },
        ],
      });
    },
  );

  it.each(['evil.example:3000', '192.168.1.7:3000', '127.0.0.1.evil.example', 'localhost.evil.example', '', undefined, 'a b'])(
    'a name that is not loopback is not answered, though it leads here (DNS rebinding): %s',
    (host) => {
      expect(auth.authenticate(null, { host, origin: undefined })).toBeNull();
    },
  );

  it('a page of this host is answered', () => {
    expect(auth.authenticate(null, { host: 'localhost:3000', origin: 'http://localhost:3000' })?.name).toBe('anonymous');
  });

  it.each(['https://evil.example', 'http://localhost:4000', 'http://127.0.0.1:3000', 'null', 'file://'])('a page of another origin is not: %s', (origin) => {
    expect(auth.examine(null, { host: 'localhost:3000', origin })).toStrictEqual({
      ok: false,
      reason: 'not-local',
      detail: `without tokens pages of other origins are not answered (${origin}): set TWIN_TOKENS`,
    });
  });
});

describe('with tokens', () => {
  const auth = service({ host: '0.0.0.0', tokens: `panel ${TOKEN} read` });

  it('the token says who it is, from wherever', () => {
    expect(auth.authenticate(TOKEN, { host: 'twin.plant.example', origin: 'https://twin.plant.example' })?.name).toBe('panel');
  });

  it('without or with a wrong one nobody is anybody, on loopback neither', () => {
    expect(auth.examine(null, HERE)).toMatchObject({ ok: false, reason: 'no-token' });
    expect(auth.examine('wrong', HERE)).toMatchObject({ ok: false, reason: 'bad-token' });
  });
});

describe('the settings', () => {
  it('refuse to be reached from other machines without tokens', () => {
    expect(accessErrors({ host: '0.0.0.0', tokens: undefined })).toStrictEqual([
      'TWIN_HOST: 0.0.0.0 can be reached from other machines: set TWIN_TOKENS, or listen on 127.0.0.1',
    ]);
    expect(accessErrors({ host: '0.0.0.0', tokens: `panel ${TOKEN} read` })).toStrictEqual([]);
    expect(accessErrors({ host: '::1', tokens: undefined })).toStrictEqual([]);
  });
});

describe('an Authorization header', () => {
  it.each([
    [`Bearer ${TOKEN}`, TOKEN],
    [`bearer  ${TOKEN} `, TOKEN],
    [`Basic ${TOKEN}`, null],
    ['Bearer', null],
    ['Bearer a b', null],
    [undefined, null],
  ])('%s', (header, token) => expect(bearerToken(header)).toBe(token));
});
