import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { jest } from '@jest/globals';
import { DataSource } from 'typeorm';
import type { PlantFileDocument, PlantFileList, PlantFileVersions, PlantTextCheck } from '../../src/contract/plant-file.js';
import type { Problem } from '../../src/contract/problem.js';
import type { CheckedText, TextToCheck } from '../../src/plant/check-text.js';
import { addressNames } from '../../src/plant/address-names.js';
import { JobThread } from '../../src/platform/job-thread.js';
import { startApp, type TestApp } from '../app.js';
import { LINE } from './line.js';

jest.setTimeout(60_000);

const TOKENS = `chief chief-token-0123456789 read edit
own own-token-0123456789 read:pack-2 edit:pack-2
guest guest-token-0123456789 read`;
const wall = { us: Date.UTC(2026, 0, 5, 7) * 1000 };
const TYPES = `apiVersion: twin/v1
kind: MachineTypes
types:
  - id: boxer
    for: station
    name: { en: Boxer, fr: Encaisseuse }
    item: box
    rate: 22 /min
    power: { standby: 0.5 kW, idle: 1 kW, execute: 4 kW }
`;
const second = LINE.replaceAll('pack-1', 'pack-2')
  .replace('type: packer', 'type: boxer')
  .replace('    rate: 22 /min\n    power: { standby: 0.5 kW, idle: 1 kW, execute: 4 kW }\n', '');

let folder: string;
let service: TestApp;
const fileOf = (name: string) => path.join(folder, 'plants', name);
const start = () => startApp({ dataDir: path.join(folder, 'data'), plants: [path.join(folder, 'plants')], tokens: TOKENS }, { nowUs: () => wall.us });

interface Asked {
  who?: string;
  method?: string;
  body?: unknown;
  tag?: string;
}
async function ask<Body>(place: string, { who = 'chief', method = 'GET', body, tag }: Asked = {}): Promise<{ status: number; tag: string | null; body: Body }> {
  const headers: Record<string, string> = { authorization: `Bearer ${who}-token-0123456789`, ...(tag === undefined ? {} : { 'if-match': tag }) };
  if (body !== undefined) headers['content-type'] = 'application/json';
  const answer = await fetch(`${service.url}/api/v1/plant-files${place}`, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
  return { status: answer.status, tag: answer.headers.get('etag'), body: (await answer.json()) as Body };
}
const list = async (who?: string) => (await ask<PlantFileList>('', who === undefined ? {} : { who })).body.items;
const read = (name: string, who = 'chief') => ask<PlantFileDocument>(`/${name}`, { who });
const check = async (name: string, text: string) => (await ask<PlantTextCheck>(`/${name}/check`, { method: 'POST', body: { text } })).body;
const apply = <Body = Problem>(name: string, text: string, tag: string | null, who = 'chief', reason = 'slower since the new carton') =>
  ask<Body>(`/${name}`, { who, method: 'PUT', body: { text, reason }, ...(tag === null ? {} : { tag }) });
const versions = async (name: string) => (await ask<PlantFileVersions>(`/${name}/versions`)).body.items;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'twin-plant-files-'));
  await mkdir(path.join(folder, 'plants'));
  await writeFile(fileOf('one.yaml'), LINE);
  await writeFile(fileOf('two.yaml'), second);
  await writeFile(fileOf('types.yaml'), TYPES);
  service = await start();
});
afterAll(async () => {
  await service.close();
  await rm(folder, { recursive: true, force: true });
});

describe('plant files over HTTP', () => {
  it('are listed with what they describe and how they stand to what runs, to whom may read them', async () => {
    expect((await list()).map(({ file, kind, id, state, mayEdit, writable, last }) => [file, kind, id, state, mayEdit, writable, last])).toEqual([
      ['one.yaml', 'Line', 'pack-1', 'in-force', true, true, null],
      ['two.yaml', 'Line', 'pack-2', 'in-force', true, true, null],
      ['types.yaml', 'MachineTypes', null, 'in-force', true, true, null],
    ]);
    expect((await list('own')).map(({ file, mayEdit }) => [file, mayEdit])).toEqual([['two.yaml', true]]);
    expect((await list('guest')).map(({ mayEdit }) => mayEdit)).toEqual([false, false, false]);
    expect((await read('one.yaml', 'own')).status).toBe(403);
  });

  it('are nothing but what the list names', async () => {
    for (const name of ['..%2Fdata%2Fmqtt-users.json', '%2Fetc%2Fpasswd', '..', 'one.yaml%00', 'constructor']) expect((await read(name)).status).toBe(404);
  });

  it('are checked where they stand: the place of what is wrong, or what would change', async () => {
    const { issues } = await check('one.yaml', LINE.replace('    rate: 22 /min', '    ratte: 22 /min'));
    expect(issues).toContainEqual({
      file: 'one.yaml',
      line: 30,
      column: 5,
      pointer: '/stations/1/ratte',
      message: 'unknown key "ratte", did you mean "rate"?',
    });
    expect((await check('one.yaml', LINE.replaceAll('pack-1', 'pack-2'))).issues[0]!.message).toBe('line "pack-2" is already described by one.yaml');
    expect(await check('one.yaml', LINE.replace('22 /min', '20 /min'))).toEqual({
      issues: [],
      changes: [
        {
          id: 'pack-1',
          kind: 'Line',
          name: { en: 'Packing 1', fr: 'Emballage 1' },
          what: 'changed',
          places: [{ steps: ['stations', 'packer', 'rate'], before: 22, after: 20, unit: '/min' }],
        },
      ],
    });
    expect((await check('one.yaml', `# a word more\n${LINE}`)).changes).toEqual([]);
  });

  it('of machine types are checked with all that use them', async () => {
    const { changes } = await check('types.yaml', TYPES.replace('rate: 22 /min', 'rate: 25 /min'));
    expect(changes.map(({ id, places }) => [id, places.map(({ steps, after }) => [steps.join('.'), after])])).toEqual([
      ['pack-2', [['stations.packer.rate', 25]]],
    ]);
    const { issues } = await check('types.yaml', TYPES.replace('    rate: 22 /min\n', ''));
    expect(issues.map(({ file, pointer, message }) => [file, pointer, message.slice(0, 8)])).toContainEqual(['two.yaml', '/stations/1/rate', 'missing:']);
  });

  it('are applied with a reason, kept for good, and in force after the next start', async () => {
    const { tag } = await read('one.yaml');
    const slower = LINE.replace('22 /min', '20 /min');
    wall.us += 60e6;
    const { status, body } = await apply<PlantFileDocument>('one.yaml', slower, tag);
    expect([status, body.state, body.text, body.textInForce, body.last]).toEqual([
      200,
      'pending',
      slower,
      LINE,
      { sha256: body.sha256, atUs: wall.us, who: 'chief', reason: 'slower since the new carton', onDisk: true, inForce: false },
    ]);
    expect(await readFile(fileOf('one.yaml'), 'utf8')).toBe(slower);
    const [applied, found] = await versions('one.yaml');
    expect([applied!.who, found!.who, found!.inForce, found!.onDisk]).toEqual(['chief', null, true, false]);
    expect((await ask<{ text: string }>(`/one.yaml/versions/${found!.sha256}`)).body.text).toBe(LINE);
    await service.close();
    service = await start();
    const [after] = await list();
    expect([after!.state, after!.last!.inForce]).toEqual(['in-force', true]);
    await expect(service.app.get(DataSource).query("UPDATE plant_file_text SET who = 'nobody'")).rejects.toThrow('only added to');
  });

  it('are not applied over what another wrote, wrong, unsaid of which text, without a reason, or without the scope', async () => {
    const { tag, body } = await read('two.yaml');
    const text = body.text.replace('200 /min', '190 /min');
    expect((await apply('two.yaml', text, null)).status).toBe(428);
    expect((await apply('two.yaml', text, '"0"')).body).toMatchObject({ status: 412, type: '/problems/stale-version' });
    expect((await apply('two.yaml', text, tag, 'guest')).status).toBe(403);
    expect((await apply('two.yaml', text, tag, 'chief', ' ')).status).toBe(422);
    expect((await apply('two.yaml', body.text, tag)).status).toBe(409);
    expect((await apply('two.yaml', text.replaceAll('pack-2', 'pack-3'), tag, 'own')).body).toMatchObject({ status: 403, detail: expect.stringContaining('pack-3') as string }); // prettier-ignore
    expect((await apply('two.yaml', text.replace('takes: 10', 'takes: ten'), tag)).body).toMatchObject({
      status: 422,
      issues: [{ pointer: '/text', detail: expect.stringMatching(/^two\.yaml:29:12 \/stations\/1\/takes /) as string }],
    });
    expect([await readFile(fileOf('two.yaml'), 'utf8'), await versions('two.yaml')]).toEqual([body.text, []]);
    const both = await Promise.all([apply('two.yaml', text, tag, 'own'), apply('two.yaml', `${text}# mine\n`, tag)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 412]);
  });

  it('are left as they are, and nothing is kept, where they cannot be written', async () => {
    const { tag, body } = await read('types.yaml');
    await mkdir(`${fileOf('types.yaml')}.new`); // root may write everywhere: what is in the way of the new text hinders him too
    const { body: problem } = await apply('types.yaml', body.text.replace('22 /min', '21 /min'), tag);
    expect(problem).toMatchObject({ status: 409, detail: expect.stringContaining('types.yaml cannot be written where it lies (EISDIR)') as string });
    await rm(`${fileOf('types.yaml')}.new`, { recursive: true });
    expect([await readFile(fileOf('types.yaml'), 'utf8'), await versions('types.yaml')]).toEqual([body.text, []]);
    expect((await readdir(path.join(folder, 'plants'))).sort()).toEqual(['one.yaml', 'two.yaml', 'types.yaml']);
  });

  it('stand in the list as new or gone where the folder is no longer that of the last start', async () => {
    await writeFile(fileOf('three.yaml'), LINE.replaceAll('pack-1', 'pack-3'));
    await rm(fileOf('one.yaml'));
    expect((await list()).map(({ file, state }) => [file, state])).toEqual(expect.arrayContaining([['three.yaml', 'new'], ['one.yaml', 'gone']])); // prettier-ignore
    expect((await read('one.yaml')).status).toBe(404);
  });
});

it('stops a check that takes too long', async () => {
  const job: TextToCheck = { paths: [], file: 'one.yaml', text: LINE, inForce: [] };
  const hasty = new JobThread<TextToCheck, CheckedText>('src/plant/check-worker.js', 1);
  await expect(hasty.run(job)).rejects.toMatchObject({ name: 'AbortError' });
  await hasty.close();
});

it('gives files of one name the folders that tell them apart', () => {
  expect([...addressNames(['/p/a.yaml', '/p/sites/a.yaml', '/p/b.yaml']).keys()]).toEqual(['p:a.yaml', 'sites:a.yaml', 'b.yaml']);
});
