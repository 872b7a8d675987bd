import { lineText } from '../../src/cli/line-text.js';
import { observe } from '../../src/model/assimilate.js';
import { newMirror } from '../../src/model/mirror.js';
import { view } from '../../src/model/view.js';
import { MONDAY_06_UTC, reading, smallLine } from '../model/mirror-lines.js';

const line = smallLine();
const at = (atS: number) => MONDAY_06_UTC + atS * 1e6;

function textAt(atS: number, lang: 'en' | 'fr'): string[] {
  const mirror = newMirror(line);
  observe(line, mirror, reading('small', 0, 'filler', 'state', 'Held'));
  observe(line, mirror, reading('small', 20, 'packer', 'state', 'Execute'));
  const seen = view(line, mirror, { atUs: at(atS), wallUs: at(atS), speed: 1, catchingUp: false, modelVersion: 'v', forecast: null, start: null });
  return lineText(seen, at(atS), lang).split('\n');
}

describe('a line as text', () => {
  it('says of each machine how old its last word is', () => {
    const [, , , , filler, packer, wrapper] = textAt(45, 'en');
    expect(filler).toMatch(/^filler +filler +Held +no data, 45 s behind +0/);
    expect(packer).toMatch(/^packer +packer +Execute +live +0/);
    expect(wrapper).toMatch(/^wrapper +wrapper +Undefined +no data yet +0/);
  });

  it('that is silent is as old as the last word of its machines, in French too', () => {
    const [, small, , , , packer] = textAt(80, 'fr');
    expect(small).toMatch(/^small +Petite +sans données, 60 s de retard +0/);
    expect(packer).toMatch(/^packer +packer +Execute +sans données, 60 s de retard +0/);
  });
});
