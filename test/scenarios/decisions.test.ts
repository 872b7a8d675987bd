import { jest } from '@jest/globals';
import { DataSource } from 'typeorm';
import { TwinHttp } from '../../client/http.js';
import { startApp, type TestApp } from '../app.js';
import { inProcess } from '../cli/in-process.js';

jest.setTimeout(60_000);

const ASK = {
  line: 'osd-1',
  question: 'Is a faster cartoner worth it?',
  start: { from: 'empty', at: '2026-01-05T05:00:00Z' },
  horizon: '1 h',
  replications: 4,
  seed: 3,
  variants: [{ id: 'faster', changes: [{ kind: 'rate', unit: 'cartoner', factor: 1.1 }] }],
} as const;
const TOKENS = `chief chief-token-0123456789 read run edit
asker asker-token-0123456789 read run
other other-token-0123456789 read:elsewhere edit:elsewhere`;

let service: TestApp;
let run: string;
const client = (name: string) => new TwinHttp({ url: service.url, token: `${name}-token-0123456789` });

beforeAll(async () => {
  service = await startApp({ tokens: TOKENS });
  run = (await client('asker').ask(ASK)).id;
  await client('asker').follow(run, () => undefined);
});
afterAll(() => service?.close());

describe('a decision', () => {
  it('is kept with why, who and when; the newest of a run stands, and the older ones stay', async () => {
    const first = await client('chief').decide(run, { variant: 'baseline', why: 'not this year' });
    expect(first).toMatchObject({ run, of: 'line', line: 'osd-1', question: ASK.question, variant: 'baseline', who: 'chief' });
    await client('chief').decide(run, { variant: 'faster', why: 'pays within a year' });
    const { items } = await client('asker').decisions({ line: 'osd-1' });
    expect(items.map(({ variant, why }) => [variant, why])).toEqual([['faster', 'pays within a year'], ['baseline', 'not this year']]); // prettier-ignore
    expect((await client('other').decisions()).items).toEqual([]);
    await expect(service.app.get(DataSource).query('DELETE FROM decision')).rejects.toThrow('decisions are only added to');
  });

  it('is refused where there is nothing to decide by, and to whom may not', async () => {
    await expect(client('chief').decide(run, { variant: 'slower', why: 'x' })).rejects.toMatchObject({
      status: 422,
      issues: [{ pointer: '/variant', detail: 'the answer has no slower: it has baseline, faster' }],
    });
    await expect(client('chief').decide(run, { variant: 'faster', why: ' ' })).rejects.toMatchObject({ status: 422, issues: [{ pointer: '/why' }] });
    await expect(client('asker').decide(run, { variant: 'faster', why: 'x' })).rejects.toMatchObject({ status: 403 });
    await expect(client('other').decide(run, { variant: 'faster', why: 'x' })).rejects.toMatchObject({ status: 403 });
    await expect(client('chief').decide('00000000-0000-4000-8000-000000000000', { variant: 'faster', why: 'x' })).rejects.toMatchObject({ status: 404 });
    const open = await client('asker').ask({ ...ASK, horizon: '31 d', replications: 2000 });
    await expect(client('chief').decide(open.id, { variant: 'faster', why: 'x' })).rejects.toMatchObject({ status: 409, code: 'not-ready' });
    await client('asker').cancel(open.id);
  });

  it('is made and listed by command', async () => {
    const command = (...argv: string[]) => inProcess(argv, { PHARMATWIN_SERVER: service.url, PHARMATWIN_TOKEN: 'chief-token-0123456789' });
    expect(await command('decision', 'add', run, 'faster', '--why', 'by command')).toMatchObject({ code: 0 });
    const listed = await command('decision', 'list', '--line', 'osd-1', '--lang', 'fr');
    expect(listed.out.split('\n')[0]).toMatch(/^décidé +par +pour +variante +pourquoi/);
    expect(listed.out).toContain('by command');
    expect(await command('decision', 'add', run, 'slower', '--why', 'x')).toMatchObject({ code: 3, err: expect.stringMatching(/^\/variant /) as string });
    expect(await command('decision', 'add', run, 'faster')).toMatchObject({ code: 2 });
    expect(await command('decision', 'list', '--line', 'nowhere')).toMatchObject({ code: 0, out: 'Nothing was decided\n' });
  });
});
