import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { LINE, broken } from '../plant/line.js';
import { twin } from './twin.js';

let cwd: string;
beforeAll(() => {
  cwd = mkdtempSync(path.join(tmpdir(), 'twin-topics-'));
  writeFileSync(path.join(cwd, 'line.yaml'), LINE);
  writeFileSync(
    path.join(cwd, 'bundle.yaml'),
    broken('dialect: uns-json', 'dialect: json-bundle\n  signals:\n    watt: { signal: process.heat, unit: kW, receivedIn: W }\n  ignore: [mode]'),
  );
  writeFileSync(path.join(cwd, 'wrong.yaml'), broken('dialect: uns-json', 'dialect: uns'));
});
afterAll(() => rmSync(cwd, { recursive: true }));

describe('twin topics', () => {
  it('lists the topics of a source with their signals and units', async () => {
    const { code, out } = await twin(['topics', 'line.yaml', '--source', 'packer'], { cwd });
    expect(code).toBe(0);
    expect(out).toMatch(/^pack-1 packer \(uns-json\)\n {2}umh\/v1\/demo\/north\/packing\/pack-1\/packer\/_packml_v1\/Status\/StateCurrent +state\n/);
    expect(out).toMatch(/AcActivePowerTotal +power \[kW\]\n/);
    expect(out).toMatch(/_process_v1\/<Name> +process\.<name>\n$/);
  });

  it('lists the fields of a message below its topic', async () => {
    const { out } = await twin(['topics', 'bundle.yaml'], { cwd });
    expect(out).toMatch(/^pack-1 filler \(json-bundle\)\n {2}umh\/v1\/demo\/north\/packing\/pack-1\/filler\/telemetry\n {4}state +state\n/);
    expect(out).toMatch(/ {4}watt +process\.heat \[kW\]\n/);
    expect(out).not.toContain('mode');
    const json = (await twin(['topics', 'bundle.yaml', '--json'], { cwd })).out.split('\n');
    expect(JSON.parse(json[0]!)).toEqual({
      line: 'pack-1', source: 'filler', dialect: 'json-bundle', topic: 'umh/v1/demo/north/packing/pack-1/filler/telemetry', field: 'state', signal: 'state', unit: null,
    }); // prettier-ignore
  });

  it('lists besides where messages of several call the source by its name', async () => {
    const first = async (dialect: string) => {
      writeFileSync(path.join(cwd, 'shared.yaml'), broken('dialect: uns-json', `dialect: ${dialect}`));
      return (await twin(['topics', 'shared.yaml', '--source', 'packer'], { cwd })).out.split('\n').slice(1, 3);
    };
    const prefix = 'umh/v1/demo/north/packing/pack-1';
    expect(await first('senml')).toEqual([`  ${prefix}/telemetry, where it is called packer`, `  ${prefix}/packer/telemetry`]);
    expect(await first('opcua-json')).toEqual([`  ${prefix}/#, where it is called packer`, `  ${prefix}/packer`]);
  });

  it('says what is wrong, and what is not there', async () => {
    expect(await twin(['topics', 'wrong.yaml'], { cwd })).toMatchObject({
      code: 3,
      err: expect.stringMatching(/^wrong\.yaml:\d+:\d+ \/mqtt\/dialect expected one of/) as string,
    });
    expect(await twin(['topics', 'line.yaml', '--source', 'oven'], { cwd })).toMatchObject({ code: 4, err: 'there is no source oven\n' });
    expect(await twin(['topics', 'nowhere.yaml'], { cwd })).toMatchObject({ code: 4 });
  });
});
