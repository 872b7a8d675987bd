import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { CellLive } from '../../src/contract/cell-live.js';
import { cellText, readCellFile, writeCell } from '../../src/cells/cell-file.js';
import { LiveCell } from '../../src/cells/live-cell.js';
import { flatten } from '../../src/contract/leaves.js';
import type { PlantCell } from '../../src/plant/plant.service.js';
import { AT_S, reading, smallCell, US } from '../model/cell-mirror/small.js';

const plant: PlantCell = { definition: smallCell.definition, compiled: smallCell, version: 'v1', file: 'cell.yaml', path: 'cell.yaml', source: '' };
const atUs = (atS: number) => (AT_S + atS) * US;
const alarm = (atS: number, raised: boolean, more: object = {}) =>
  reading('line', atS, 'alarmEvent', JSON.stringify({ alarm: 'jam', machine: 'first', severity: 'high', raised, ...more }));

describe('a live cell', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'cells-'))));
  afterEach(() => rmSync(folder, { recursive: true }));
  const open = async (of = plant) => new LiveCell(of, await readCellFile(folder, of));
  const keep = async (live: LiveCell) => {
    const { text, offset } = live.unsaved()!;
    await writeCell(folder, live.plant.definition.id, text);
    live.saved(offset);
  };

  it('shows the alarms that stand, each a leaf of its own for the stream, with a new revision when one changes', async () => {
    const live = await open();
    live.take([reading('line', 0, 'speed', 0), alarm(1, true), alarm(2, true, { machine: 'second' })], 10, atUs(5));
    const { rev, view } = live.view(atUs(3));
    expect(CellLive.parse(view).alarms).toEqual({
      'line.first.jam': { alarm: 'jam', source: 'line', machine: 'first', severity: 'high', sinceUs: atUs(1), lot: null, zone: null, store: null },
      'line.second.jam': { alarm: 'jam', source: 'line', machine: 'second', severity: 'high', sinceUs: atUs(2), lot: null, zone: null, store: null },
    });
    expect(flatten(view).get('/alarms/line.first.jam/severity')).toBe('high');
    live.take([alarm(4, false)], 20, atUs(5));
    expect([live.asOfUs, live.tick(atUs(5))]).toEqual([atUs(4), true]);
    const next = live.view(atUs(5));
    expect(next.rev).toBeGreaterThan(rev);
    expect(Object.keys(next.view.alarms)).toEqual(['line.second.jam']);
  });

  it('leaves what was drawn as it is: the stream compares it with what comes after', async () => {
    const live = await open();
    live.take([reading('line', 0, 'speed', 0), alarm(1, true), reading('line', 2, 'state', 'Execute')], 10, atUs(3));
    const { view } = live.view(atUs(3));
    const before = JSON.stringify(view);
    live.take([alarm(4, false), reading('line', 5, 'state', 'Held'), reading('line', 6, 'speed', 40)], 20, atUs(7));
    live.tick(atUs(90));
    expect(JSON.stringify(live.view(atUs(90)).view)).not.toBe(before);
    expect(JSON.stringify(view)).toBe(before);
  });

  it('keeps its alarms over a restart, and over a change of its file', async () => {
    const live = await open();
    live.take([reading('line', 0, 'speed', 0), alarm(1, true)], 10, atUs(5));
    await keep(live);
    for (const present of [plant, { ...plant, version: 'v2' }]) {
      const again = await open(present);
      expect([again.offset, again.view(atUs(3)).view.alarms]).toEqual([10, live.view(atUs(3)).view.alarms]);
      again.take([alarm(1, true)], 10, atUs(5)); // was taken in before
      again.take([alarm(9, false)], 20, atUs(5));
      again.tick(atUs(10));
      expect(again.view(atUs(10)).view.alarms).toEqual({});
    }
  });

  it('is catching up while what it takes in is old, also where it arrived long before', async () => {
    const live = await open();
    const old = { ...reading('line', 0, 'speed', 0), receivedAtUs: atUs(1) };
    live.take([old], 10, atUs(7200));
    expect(live.view(atUs(7201)).view).toMatchObject({ catchingUp: true, asOfUs: atUs(0) });
    live.take([reading('line', 7200, 'speed', 0)], 20, atUs(7202));
    live.tick(atUs(7202));
    expect(live.view(atUs(7202)).view).toMatchObject({ catchingUp: false, asOfUs: atUs(7200) });
    live.tick(atUs(7300)); // nothing came for a while: it is quiet, not behind
    expect(live.view(atUs(7300)).view.catchingUp).toBe(false);
  });

  it('takes up what was kept before alarms were', async () => {
    const live = await open();
    live.take([reading('line', 0, 'speed', 0)], 10, atUs(5));
    const text = cellText({ cell: 'cell', version: 'v1', offset: 10, mirror: live.record, watch: (await readCellFile(folder, plant)).watch });
    await writeCell(folder, 'cell', text.replace('"alarms":{},', ''));
    const again = await readCellFile(folder, plant);
    expect([again.note, again.offset, again.alarms]).toEqual([null, 10, {}]);
  });
});
