import { ANONYMOUS } from '../../src/auth/principal.js';
import { visiblePlaces } from '../../src/scenarios/visible.js';

const place = (id: string) => ({ definition: { id } });
const plant = { lines: () => [place('osd-1'), place('osd-2')], cells: () => [place('valclair'), place('kerlanoux')] };

describe('lists of questions and runs', () => {
  it('show those of the lines and sites that the caller may read', () => {
    const caller = { name: 'panel', scopes: [{ scope: 'read' as const, line: 'valclair' }, { scope: 'read' as const, line: 'osd-2' }, { scope: 'run' as const, line: 'osd-1' }] }; // prettier-ignore
    expect(visiblePlaces(plant, caller)).toEqual(['osd-2', 'valclair']);
  });

  it('show all to those who may read all', () => expect(visiblePlaces(plant, ANONYMOUS)).toBeNull());
});
