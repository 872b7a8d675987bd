import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import { matchesFilter } from '../../src/telemetry/topic-filter.js';
import { SparkplugOrder } from '../../src/telemetry/sparkplug-order.js';

const message = (seq: number | null) => {
  const writer = new BinaryWriter();
  return seq === null ? writer.finish() : writer.tag(3, WireType.Varint).uint64(seq).finish();
};
const follow = (messages: readonly (readonly [kind: string, seq: number | null])[]) => {
  const order = new SparkplugOrder();
  return messages.map(([kind, seq]) => order.follows(`spBv1.0/g/${kind}/n${kind.startsWith('D') ? '/d' : ''}`, message(seq)));
};

describe('old messages of Sparkplug B', () => {
  it('follow from the birth of their node to its death, over the end of the numbers', () => {
    expect(follow([['NBIRTH', 254], ['DBIRTH', 255], ['DDATA', 0], ['NDEATH', null], ['DDATA', 1]])).toStrictEqual([true, true, true, true, false]); // prettier-ignore
  });

  it('do not follow without a birth, after a gap, or without a number, until the next birth', () => {
    expect(follow([['DDATA', 5], ['NBIRTH', 0], ['DDATA', 2], ['DDATA', 3], ['NBIRTH', 0], ['DDATA', null], ['DDATA', 1]])).toStrictEqual([false, true, false, false, true, false, false]); // prettier-ignore
  });

  it('of other dialects always do', () => {
    expect(new SparkplugOrder().follows('a/b', message(null))).toBe(true);
  });
});

describe('a topic filter', () => {
  it.each([
    ['#', 'a/b', true],
    ['a/#', 'a', true],
    ['a/#', 'a/b/c', true],
    ['a/+', 'a/b', true],
    ['a/+', 'a', false],
    ['a/+', 'a/b/c', false],
    ['+/+', '/b', true],
    ['a/b', 'a/b', true],
    ['a/b', 'a/B', false],
  ])('%s of %s: %s', (filter, topic, matches) => expect(matchesFilter(filter, topic)).toBe(matches));
});
