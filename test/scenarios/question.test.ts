import { ScenarioRequest, type ScenarioDocument } from '../../src/contract/scenario.js';
import { explain, toIssue } from '../../src/contract/explain.js';
import { AskedSchema } from '../../src/scenarios/asked.js';
import { understand } from '../../src/scenarios/question.js';
import { hashOfState, inputHash } from '../../src/scenarios/result.js';
import { DOCUMENT, definition, emptyLine, request } from './fixtures.js';

/** The issues that somebody who asks gets, as `pointer sentence`. */
function faults(document: unknown): string[] {
  const explained = explain(ScenarioRequest, document);
  const issues = explained.ok ? understand(explained.value, definition()) : { ok: false as const, issues: explained.faults.map(toIssue) };
  return issues.ok ? [] : issues.issues.map(({ pointer, detail }) => `${pointer} ${detail}`);
}

const withChanges = (...changes: unknown[]) => ({ ...DOCUMENT, variants: [{ id: 'a', changes }] });

describe('a question', () => {
  it('that is right has no issues', () => {
    expect(faults(DOCUMENT)).toEqual([]);
  });

  it.each<[string, unknown, string[]]>([
    ['of no line', { question: 'Why?' }, ['/line missing: expected a text']],
    ['without words', { ...DOCUMENT, question: '' }, ['/question must not be empty']],
    [
      'with a horizon without unit',
      { ...DOCUMENT, horizon: 8 },
      ['/horizon expected a number with its unit (us, ms, s, min, h, d, wk), for example "9 min", found 8'],
    ],
    ['with too long a horizon', { ...DOCUMENT, horizon: '32 d' }, ['/horizon must be at most 31 d']],
    ['of one replication', { ...DOCUMENT, replications: 1 }, ['/replications must be at least 2, found 1']],
    ['from nowhere', { ...DOCUMENT, start: { from: 'yesterday' } }, ['/start/from expected one of live, past, snapshot, empty, found "yesterday"']],
    [
      'from a state that is no hash',
      { ...DOCUMENT, start: { from: 'snapshot', hash: 'abc' } },
      ['/start/hash expected the hash of a state, 64 hexadecimal digits, as in start.hash of an answer, found "abc"'],
    ],
    ['with a seed beyond all numbers', { ...DOCUMENT, seed: 1e20 }, ['/seed must be at most 4294967295, found 100000000000000000000']],
    ['with a misspelt key', { ...DOCUMENT, replication: 5 }, ['/replication unknown key "replication", did you mean "replications"?']],
    [
      'with an unknown change',
      withChanges({ kind: 'rates', unit: 'filler' }),
      ['/variants/0/changes/0/kind expected one of rate, buffer, stops, standby, found "rates", did you mean "rate"?'],
    ],
    [
      'with a misspelt key in a change',
      withChanges({ kind: 'rate', unit: 'filler', factr: 2 }),
      ['/variants/0/changes/0/factr unknown key "factr", did you mean "factor"?'],
    ],
    [
      'of an unknown unit',
      withChanges({ kind: 'rate', unit: 'labeller', factor: 2 }),
      ['/variants/0/changes/0/unit the line has no unit "labeller"; expected one of filler, packer'],
    ],
    [
      'of an unknown stop',
      withChanges({ kind: 'stops', unit: 'filler', stop: 'jams', lastsFactor: 2 }),
      ['/variants/0/changes/0/stop "filler" has no stop "jams"; expected one of jam'],
    ],
    ['of a rate by neither way', withChanges({ kind: 'rate', unit: 'filler' }), ['/variants/0/changes/0 expected either "to" or "factor"']],
    [
      'of a rate by both ways',
      withChanges({ kind: 'rate', unit: 'filler', to: '100 /min', factor: 2 }),
      ['/variants/0/changes/0 expected either "to" or "factor"'],
    ],
    [
      'of one thing twice',
      withChanges({ kind: 'rate', unit: 'filler', factor: 2 }, { kind: 'rate', unit: 'filler', factor: 3 }),
      ['/variants/0/changes/1 changes the same thing as change no. 1 of the variant'],
    ],
    [
      'of a standby nobody knows the wake-up of',
      withChanges({ kind: 'standby', unit: 'filler', after: '5 min' }),
      ['/variants/0/changes/0/wakeUp "filler" has no standby of its own: how long does it take to wake up?'],
    ],
    [
      'of the buffer after the last unit',
      withChanges({ kind: 'buffer', after: 'packer', capacity: 5 }),
      ['/variants/0/changes/0/after "packer" is the last unit: there is no buffer after it'],
    ],
    [
      'with variants of one name',
      { ...DOCUMENT, variants: ['baseline', 'a', 'a'].map((id) => ({ id, changes: [{ kind: 'rate', unit: 'filler', factor: 2 }] })) },
      ['/variants/0/id baseline is what is there: give the variant another id', '/variants/2/id another variant is called "a"'],
    ],
  ])('%s is refused with a sentence and its place', (_, document, expected) => {
    expect(faults(document)).toEqual(expected);
  });

  it('keeps how it was written beside what it means', () => {
    const validated = AskedSchema['~standard'].validate(DOCUMENT);
    expect('value' in validated && validated.value.document).toStrictEqual(DOCUMENT);
    expect('value' in validated && validated.value.request.horizon).toBe(14_400);
  });

  it('is offered to OpenAPI as it is written', () => {
    const schema = AskedSchema['~standard'].jsonSchema.input({ target: 'openapi-3.0' }) as { anyOf: { properties: Record<string, { type: string }> }[] };
    for (const { properties } of schema.anyOf) expect(properties.horizon!.type).toBe('string');
    expect(schema.anyOf.map(({ properties }) => ['line', 'cell'].filter((key) => key in properties))).toEqual([['line'], ['cell'], ['line'], ['cell']]);
  });
});

describe('the hash of the inputs', () => {
  const hash = (document: Partial<ScenarioDocument>, startHash = hashOfState('line', emptyLine())) =>
    inputHash({ request: request(document), modelVersion: 'v', startHash });

  it('does not change with the wording, nor with the unit a quantity is written in', () => {
    expect(hash({ question: 'In other words', horizon: '240 min' })).toBe(hash({}));
  });

  it.each<[string, Partial<ScenarioDocument>]>([
    ['the seed', { seed: 8 }],
    ['the horizon', { horizon: '5 h' }],
    ['the number of replications', { replications: 21 }],
    ['a change', { variants: [{ id: 'faster', changes: [{ kind: 'rate', unit: 'filler', factor: 1.2 }] }] }],
  ])('changes with %s', (_, change) => {
    expect(hash(change)).not.toBe(hash({}));
  });

  it('names the line, as two that are built alike begin alike', () => {
    expect(hashOfState('one', emptyLine())).not.toBe(hashOfState('other', emptyLine()));
  });

  it('changes with the state at the start', () => {
    expect(hash({}, 'another')).not.toBe(hash({}));
  });
});
