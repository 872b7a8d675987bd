import { BrokerUser } from '../../../src/contract/broker-user.js';
import { sourcesOf } from '../../../src/plant/sources.js';
import { Binding, covers } from '../../../src/telemetry/security/binding.js';
import { matchesFilter } from '../../../src/telemetry/topic-filter.js';
import fc from '../../property.js';
import { testCell } from '../cells.js';
import { testLine } from '../lines.js';

const sources = [testLine('line-1'), testLine('line-2'), testCell('sparkplug-b'), testCell('opcua-json')].flatMap(sourcesOf);
const bound = (more: Partial<BrokerUser>) =>
  new Binding(BrokerUser.parse({ name: 'u', password: null, lines: [], sources: [], nodes: [], topics: [], subscribe: [], ...more }), sources);
const may = (binding: Binding, ...topics: string[]) => topics.map((topic) => binding.mayPublish(topic));

describe('a user', () => {
  it('who is bound to nothing may publish nowhere', () => {
    expect(may(bound({}), 'a', 'umh/v1/e/s/a/line-1/filler/_energy_v1/AcActivePowerTotal')).toStrictEqual([false, false]);
  });

  it('speaks for all sources of its line, and for none of another', () => {
    const user = bound({ lines: ['line-1'] });
    expect(may(user, 'umh/v1/e/s/a/line-1/filler/_x_v1/Y', 'umh/v1/e/s/a/line-1', 'umh/v1/e/s/a/line-2/filler/_x_v1/Y', 'umh/v1/e/s/a/line-10/x')).toStrictEqual([true, true, false, false]); // prettier-ignore
  });

  it('speaks for its source alone', () => {
    const user = bound({ sources: ['line-1/packer'] });
    expect(may(user, 'umh/v1/e/s/a/line-1/cell-7/packer/_x_v1/Y', 'umh/v1/e/s/a/line-1/filler/_x_v1/Y')).toStrictEqual([true, false]);
  });

  it('speaks for its edge node of Sparkplug B, and hears what is sent to it alone', () => {
    const user = bound({ nodes: ['plant/node-1'] });
    expect(may(user, 'spBv1.0/plant/NBIRTH/node-1', 'spBv1.0/plant/DDATA/node-1/oven', 'spBv1.0/plant/NBIRTH/node-2', 'spBv1.0/STATE/twin')).toStrictEqual([true, true, false, false]); // prettier-ignore
    expect(['spBv1.0/plant/NCMD/node-1', 'spBv1.0/STATE/twin', 'spBv1.0/plant/NCMD/node-2', 'spBv1.0/plant/NCMD/#', '#'].map((filter) => user.maySubscribe(filter))).toStrictEqual([true, true, false, false, false]); // prettier-ignore
  });

  it('is told what no plant file has', () => {
    expect(bound({ lines: ['line-1', 'line-9'], sources: ['line-1/oven'] }).unknown).toStrictEqual(['line-9', 'line-1/oven']);
  });
});

describe('a topic filter that covers another', () => {
  const filter = fc
    .array(fc.constantFrom('a', 'b', '+'), { minLength: 1, maxLength: 3 })
    .chain((levels) => fc.boolean().map((open) => [...levels, ...(open ? ['#'] : [])].join('/')));
  const topic = fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 4 }).map((levels) => levels.join('/'));

  it('matches every topic that the other matches', () => {
    fc.assert(
      fc.property(filter, filter, topic, (wide, narrow, each) => {
        if (covers(wide, narrow) && matchesFilter(narrow, each)) expect(matchesFilter(wide, each)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('is itself and any wider one', () => {
    expect([['#', 'a/+/#'], ['a/#', 'a'], ['a/+', 'a/b'], ['a/b', 'a/+'], ['+/b', '#'], ['a/+', 'a/#']].map(([wide, narrow]) => covers(wide!, narrow!))).toStrictEqual([true, true, true, false, false, false]); // prettier-ignore
  });
});
