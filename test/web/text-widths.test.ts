import { keepWidths } from '../../web/src/charts/text-widths.js';
import fc from '../property.js';

/** A measure that notes what it was asked. */
function noting() {
  const asked: string[] = [];
  return { asked, measure: (text: string, font: string) => (asked.push(`${font} ${text}`), text.length * Number.parseFloat(font)) };
}

describe('the width of a text', () => {
  it('is measured once for all texts that differ in digits alone: what a day of readings writes does not pile up', () => {
    const { asked, measure } = noting();
    const widthOf = keepWidths(measure, 100);
    for (let i = 0; i < 8640; i++) expect(widthOf(`${(1000 + i / 10).toFixed(1)} /min`, '12px')).toBe(11 * 12);
    expect(asked).toEqual(['12px 0000.0 /min']);
  });

  it('is that of its font, whatever was measured before, and what is kept never outgrows its bound', () => {
    const text = fc.record({ text: fc.constantFrom('a', 'bb', 'ccc', 'd 17', 'e'), font: fc.constantFrom('10px', '12px') });
    fc.assert(
      fc.property(fc.array(text, { maxLength: 60 }), fc.integer({ min: 1, max: 4 }), (texts, most) => {
        const { asked, measure } = noting();
        const widthOf = keepWidths(measure, most);
        for (const each of texts) expect(widthOf(each.text, each.font)).toBe(each.text.length * Number.parseFloat(each.font));
        const distinct = new Set(texts.map(({ text: of, font }) => `${font} ${of.replace('17', '00')}`)).size;
        expect(asked.length).toBeGreaterThanOrEqual(distinct);
        if (distinct <= most) expect(asked.length).toBe(distinct);
      }),
    );
  });
});
