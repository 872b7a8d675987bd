import { explain } from '../../src/contract/explain.js';
import { PositiveDuration, Power } from '../../src/contract/units.js';
import { formula } from '../../src/contract/formula.js';
import { readRefusal, refusal, REFUSAL_SENTENCES, type RefusalCode } from '../../src/contract/refusal.js';
import { REFUSAL_SENTENCES_FR, refusalFr } from '../../src/contract/refusal-fr.js';
import { z } from 'zod';

const CODES = Object.keys(REFUSAL_SENTENCES) as RefusalCode[];
const namesOf = (sentence: string) => [...sentence.matchAll(/\{\{(\w+)\}\}/g)].map((found) => found[1]!);

describe('a sentence that the service refuses with', () => {
  it.each(CODES)('is read back by its code and values: %s', (code) => {
    const values = Object.fromEntries(namesOf(REFUSAL_SENTENCES[code]).map((name, i) => [name, `v${i}.yaml`]));
    expect(readRefusal(refusal(code, values as never))).toEqual({ code, values });
  });

  it.each(CODES)('takes in French no value that it has not in English: %s', (code) => {
    expect(namesOf(REFUSAL_SENTENCES[code])).toEqual(expect.arrayContaining(namesOf(REFUSAL_SENTENCES_FR[code])));
  });

  it('has no code where it is none of ours', () => expect(readRefusal('the sky is falling')).toBeNull());
});

describe('what a document is refused for', () => {
  const told = (schema: z.ZodType, value: unknown) => {
    const explained = explain(z.strictObject({ at: schema }), { at: value });
    const refused = explained.ok ? null : readRefusal(explained.faults[0]!.message);
    return refused && refusalFr(refused);
  };

  it.each([
    [PositiveDuration, '9 minutes', 'Il faut un nombre avec son unité (us, ms, s, min, h, d, wk), par exemple « 9 min ». Reçu : "9 minutes".'],
    [PositiveDuration, '0 min', 'Il faut plus de zéro.'],
    [Power, undefined, 'Cette indication manque. Il faut un nombre avec son unité (W, kW, MW), par exemple « 27 kW ».'],
    [
      formula('power'),
      'much',
      'Il faut une valeur (« 27 kW ») ou une modification (« x1.1 », « +5 % », « +27 kW »), dans une des unités W, kW, MW. Reçu : "much".',
    ],
    [z.int().min(2).max(2000), 1, 'Il faut au moins 2. Reçu : 1.'],
    [z.string(), 3, 'Il faut un texte. Reçu : 3.'],
    [z.enum(['worst', 'plant']), 'worse', 'Il faut un de ces mots : worst, plant. Reçu : "worse". Vouliez-vous dire « worst » ?'],
    [z.array(z.string()).min(1), [], 'Nombre d’éléments requis, au moins : 1.'],
    [z.iso.date(), '1/12/2026', 'Il faut une date telle que 2026-01-31. Reçu : "1/12/2026".'],
  ])('is told in French: %#', (schema, value, french) => expect(told(schema, value)).toBe(french));
});

it('tells in French why periods were left out', () => {
  const left = '3 (its energy is not known), 2 (batches is not known)';
  expect(refusalFr({ code: 'tooFewPeriodsLeft', values: { usable: '4', needed: '8', left } })).toBe(
    '4 périodes sont utilisables, il en faut 8. Écartées : 3 (énergie inconnue), 2 (batches inconnu).',
  );
});
