import path from 'node:path';
import { PlantChange, type PlantChangeDocument } from '../../../src/contract/cell-change.js';
import type { CellDefinition } from '../../../src/contract/cell.js';
import { sayChangeNote } from '../../../src/contract/change-note.js';
import { applyCellChanges } from '../../../src/model/what-if/apply.js';
import { readPlantFiles } from '../../../src/plant/files.js';
import { repositoryRoot } from '../../shared.js';
import { MONDAY_US } from '../cell/cells.js';

const SITES = ['aubremont', 'brisandre', 'kerlanoux', 'orvalmont', 'ostrevigne', 'valclair'];
const { cells } = readPlantFiles(SITES.map((id) => path.join(repositoryRoot, 'plants/sites', `${id}.yaml`)));

/** What can be asked of any cell, each as a variant of its own. */
const questions = (cell: CellDefinition): PlantChangeDocument[] => [
  ...cell.units.map(({ id }): PlantChangeDocument => ({ kind: 'add-unit', like: id, id: `${id}-more`.slice(0, 63) })),
  ...cell.units.map(({ id }): PlantChangeDocument => ({ kind: 'disruption', unit: id, from: '+3 h', lasts: '5 h' })),
  ...cell.units.flatMap(({ id, flow }): PlantChangeDocument[] => (flow ? [{ kind: 'rate', unit: id, rate: 'x1.1', wear: 2 }] : [])),
  ...cell.units.map(({ id }): PlantChangeDocument => ({ kind: 'standby', unit: id, after: '30 min', wakeUp: '10 min' })),
  ...cell.utilities.map(({ id }): PlantChangeDocument => ({ kind: 'disruption', utility: id, from: '+3 h', lasts: '5 h' })),
  ...cell.zones.map(({ id }): PlantChangeDocument => ({ kind: 'disruption', zone: id, from: '+3 h', lasts: '5 h' })),
  ...cell.utilities.map(({ id }): PlantChangeDocument => ({ kind: 'leak', utility: id, leak: 0.1 })),
  ...cell.products.map(({ id }): PlantChangeDocument => ({ kind: 'late-material', product: id, by: '3 d' })),
  ...cell.products.map(({ id }): PlantChangeDocument => ({ kind: 'demand', product: id, volume: '+20 %' })),
  { kind: 'changeover', lasts: '-30 %', spread: '-50 %' },
  { kind: 'chiller', by: '+2 K' },
  { kind: 'dispatch', rule: 'due' },
];

it('a demo site says in which range the speed of its press was proven: a question beyond is answered with a note', () => {
  const valclair = cells.find(({ definition }) => definition.id === 'valclair-tablets')!.definition;
  const codes = (rate: string) => {
    const result = applyCellChanges(valclair, [PlantChange.parse({ kind: 'rate', unit: 'press', rate })], MONDAY_US);
    return result.ok ? result.notes.map(({ code }) => code) : result.issues;
  };
  expect(codes('6000 /min')).toContain('beyond-proven');
  expect(codes('3000 /min')).not.toContain('beyond-proven');
});

it('a rate with a minus is less than there is, and the answer says so', () => {
  const valclair = cells.find(({ definition }) => definition.id === 'valclair-tablets')!.definition;
  const noted = (rate: string) => {
    const result = applyCellChanges(valclair, [PlantChange.parse({ kind: 'rate', unit: 'press', rate })], MONDAY_US);
    return result.ok ? result.notes.filter(({ code }) => code === 'rate-less').map(sayChangeNote) : result.issues;
  };
  const now = valclair.units.find(({ id }) => id === 'press')!.flow!.stations[0]!.rate;
  expect(noted('-200 /min')).toEqual([
    `units.press.flow.stations.press.rate: -200 /min is 200 /min less, 2466.67 /min in place of 2666.67 /min; a rate itself is written without a sign`,
  ]);
  expect([noted('+200 /min'), noted('-5 %'), noted('2000 /min')]).toEqual([[], [], []]);
  expect(noted(`-${now + 1} /min`)).toEqual([{ pointer: '/changes/0/rate', detail: expect.stringContaining('must be more than zero') as string }]);
});

describe.each(cells.map(({ definition }) => [definition.id, definition] as const))('the cell %s', (_, definition) => {
  it('takes whatever can be asked of any cell, and compiles', () => {
    const wrong = questions(definition).flatMap((document) => {
      const result = applyCellChanges(definition, [PlantChange.parse(document)], MONDAY_US);
      return result.ok ? [] : [{ document, issues: result.issues }];
    });
    expect(wrong).toEqual([]);
  });
});
