import { hashPassword, Passwords } from '../../src/platform/password.js';

describe('a password', () => {
  it('is right for its hash alone, and for nobody’s never', async () => {
    const [kept, other] = await Promise.all([hashPassword('correct horse'), hashPassword('correct horse')]);
    const passwords = new Passwords();
    expect(kept).toMatch(/^scrypt:16384:8:5:/);
    expect(kept).not.toBe(other); // a salt of its own
    expect(await Promise.all([passwords.isRight('correct horse', kept), passwords.isRight('correct horse', other), passwords.isRight('wrong', kept), passwords.isRight('correct horse', null), passwords.isRight('', null)])).toStrictEqual([true, true, false, false, false]); // prettier-ignore
    expect([passwords.knows('correct horse', kept), passwords.knows('wrong', kept), passwords.knows('wrong', 'other')]).toStrictEqual([true, false, false]);
  });

  it('is not looked at where too many wait', async () => {
    const passwords = new Passwords();
    const first = passwords.isRight('a', null, 1);
    expect(await passwords.isRight('b', null, 1)).toBeNull();
    expect(await first).toBe(false);
  });
});
