import { readFileSync } from 'node:fs';
import path from 'node:path';
import { PLANT_CHANGE_KINDS, PlantChange } from '../../../src/contract/cell-change.js';
import { CHANGE_NOTE_SENTENCES } from '../../../src/contract/change-note-sentences.js';
import { ChangeNote, sayChangeNote } from '../../../src/contract/change-note.js';
import { explain, toIssue } from '../../../src/contract/explain.js';
import { applyCellChanges } from '../../../src/model/what-if/apply.js';
import { repositoryRoot } from '../../shared.js';
import { MONDAY_US } from '../cell/cells.js';
import { before, changed, refused } from './changes.js';

describe('the changes of a variant', () => {
  it('leave the original as it was, and none give it back', () => {
    const definition = before();
    const changes = [PlantChange.parse({ kind: 'slots', unit: 'dryer', slots: '+1' }), PlantChange.parse({ kind: 'remove-unit', unit: 'mixer' })];
    applyCellChanges(definition, changes, MONDAY_US);
    expect(definition).toEqual(before());
    expect(applyCellChanges(definition, [], MONDAY_US)).toEqual({ ok: true, definition: before(), notes: [] });
  });

  it('are refused where two act on the same thing, or one takes away what another changes', () => {
    expect(refused({ kind: 'slots', unit: 'dryer', slots: 3 }, { kind: 'slots', unit: 'dryer', slots: 4 })).toEqual([
      '/changes/1/slots: acts on units.dryer.slots, as change no. 1 of the variant does: expected one change of it in a variant',
    ]);
    expect(refused({ kind: 'changeover', lasts: '-30 %' }, { kind: 'changeover', unit: 'mixer', parts: ['set-up'], lasts: 'x0.5' })).toEqual([
      '/changes/1/lasts: acts on units.mixer.setUp.lasts, as change no. 1 of the variant does: expected one change of it in a variant',
    ]);
    expect(
      refused(
        { kind: 'stops', unit: 'mixer', stop: 'failure', lasts: 'x0.5' },
        { kind: 'predictive', unit: 'mixer', stop: 'failure', share: 0.5, work: { lasts: '1 h' } },
      ),
    ).toEqual(['/changes/1/stop: acts on units.mixer.stops.failure, as change no. 1 of the variant does: expected one change of it in a variant']);
  });

  it('tell all that is wrong at once', () => {
    expect(
      refused({ kind: 'rate', unit: 'press', rate: 'x2' }, { kind: 'store', store: 'bulk', capacity: '-9' }, { kind: 'leak', utility: 'gas', leak: 3 }).map(
        (issue) => issue.split(':')[0],
      ),
    ).toEqual(['/changes/0/unit', '/changes/1/capacity', '/changes/2/utility']);
  });

  it('forget what was proven of what they take away', () => {
    const after = changed({ kind: 'add-unit', like: 'mixer', id: 'mixer-2' }, { kind: 'remove-unit', unit: 'mixer' });
    expect(after.proven!.map(({ of }) => of)).toEqual(['units.packer.flow.stations.blister.rate']);
  });
});

describe('a change of an unknown form', () => {
  const issues = (change: unknown) => {
    const read = explain(PlantChange, change);
    return read.ok ? [] : read.faults.map(toIssue).map(({ pointer, detail }) => `${pointer}: ${detail}`);
  };

  it('is refused with a sentence that names what there is', () => {
    expect(issues({ kind: 'standbye', unit: 'press' })).toEqual([
      expect.stringMatching(/^\/kind: expected one of rate, duration, .*, did you mean "standby"\?$/),
    ]);
    expect(issues({ kind: 'slots', unit: 'dryer', slot: 3 })).toEqual(['/slot: unknown key "slot", did you mean "slots"?']);
    expect(issues({ kind: 'rate', unit: 'press', rate: 'fast' })).toEqual([
      '/rate: expected a value ("120 /min"), or a change of it ("x1.1", "+5 %", "+120 /min"), with a unit of /s, /min, /h, found "fast"',
    ]);
    expect(issues({ kind: 'duration', unit: 'press', lasts: 'long' })).toEqual([
      '/lasts: expected a value ("9 min"), or a change of it ("x1.1", "+5 %", "+9 min"), with a unit of us, ms, s, min, h, d, wk, found "long"',
    ]);
    expect(issues({ kind: 'pressure', utility: 'air', by: '-1' })).toEqual(['/by: expected a step such as "-0.5 bar", found "-1"']);
  });
});

describe('notes', () => {
  it('have a sentence each, and their schema knows every code', () => {
    const codes = Object.keys(CHANGE_NOTE_SENTENCES);
    expect(codes.every((code) => ChangeNote.safeParse({ code, change: 0, values: {} }).success)).toBe(true);
    expect(sayChangeNote({ code: 'rounded-down', change: 0, values: { of: 'teams.crew.persons', exact: 6.58, taken: 6 } })).toBe(
      'teams.crew.persons: 6.58 is taken as 6, whole ones',
    );
  });
});

describe('docs/what-if-changes.md', () => {
  const page = readFileSync(path.join(repositoryRoot, 'docs', 'what-if-changes.md'), 'utf8');
  const rows = [...page.matchAll(/^\| `([a-z-]+)` \|.*\| `(\{.*\})` \|$/gm)].map(([, kind, example]) => ({ kind: kind!, example: example! }));

  it('has a row for every kind, whose example is one of it', async () => {
    const { parse } = await import('yaml');
    expect([...new Set(rows.map(({ kind }) => kind))].sort()).toEqual([...PLANT_CHANGE_KINDS].sort());
    for (const { kind, example } of rows) {
      const read = explain(PlantChange, parse(example));
      expect([kind, read.ok ? read.value.kind : read.faults]).toEqual([kind, kind]);
    }
  });
});
