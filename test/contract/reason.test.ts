import { explain } from '../../src/contract/explain.js';
import { reasonOf } from '../../src/contract/reason-of.js';
import { StopReason } from '../../src/contract/reason.js';

const name = (en: string) => ({ en, fr: en });
const REASONS = [
  { code: 67, name: name('Carton not opened') },
  { id: 'product', from: 65, to: 256, name: name('Product'), class: 'micro-stop' as const },
  { id: 'machine', from: 257, to: 512, name: name('Machine'), class: 'breakdown' as const },
  { id: 'drives', from: 257, to: 260, name: name('Drives') },
  { id: 'people', name: name('People') },
  { code: 34, name: name('Reel change'), parent: 'people', class: 'setup' as const },
];
const named = (code: number) => {
  const found = reasonOf({ reasons: REASONS }, code);
  return found && [found.reason.name.en, found.above.map((each) => each.name.en), found.class];
};

describe('the reason of a stop', () => {
  it.each([
    [67, ['Carton not opened', ['Product'], 'micro-stop']],
    [70, ['Product', [], 'micro-stop']],
    [258, ['Drives', ['Machine'], 'breakdown']],
    [300, ['Machine', [], 'breakdown']],
    [34, ['Reel change', ['People'], 'setup']],
    [2000, null],
  ])('with the code %i is the one of this code, else of the narrowest range, with all that it belongs to', (code, expected) => {
    expect(named(code)).toEqual(expected);
  });

  it('is not known where the file names none', () => {
    expect(reasonOf({}, 5)).toBeNull();
  });

  it('ends where parents go round', () => {
    const round = [
      { id: 'a', parent: 'b', code: 1, name: name('a') },
      { id: 'b', parent: 'a', name: name('b') },
    ];
    expect(reasonOf({ reasons: round }, 1)!.above.map(({ id }) => id)).toEqual(['b']);
  });

  it.each([
    [{}, 'expected a code, or from and to, or the id of a group'],
    [{ from: 5 }, 'expected a code, or from and to, or the id of a group'],
    [{ code: 1, from: 5, to: 7 }, 'expected either a code or a range, not both'],
    [{ from: 7, to: 5 }, 'from must be below to'],
  ])('written as %j is refused', (fields, message) => {
    const explained = explain(StopReason, { name: name('x'), ...fields });
    expect(explained.ok ? [] : explained.faults.map((fault) => fault.message)).toEqual([message]);
  });
});
