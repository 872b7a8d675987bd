import fc from '../property.js';
import { SequenceWindow, type Arrival } from '../../src/telemetry/sparkplug-sequence.js';
import type { SparkplugKind } from '../../src/telemetry/sparkplug-topic.js';

const WAIT_US = 2_000_000;
const arrival = (seq: number | null, timestampMs: number | null = seq, kind: SparkplugKind = 'DDATA'): Arrival<string> => ({
  kind,
  seq,
  timestampMs,
  message: `${kind === 'DDATA' ? '' : kind}${seq ?? ''}`,
});
const told = (released: { message: string; missing: number; settled: boolean }[]) =>
  released.map(({ message, missing, settled }) => (missing > 0 ? `${message} after ${missing} lost${settled ? ', settled' : ''}` : message));

let window: SequenceWindow<string>;
const take = (seq: number | null, nowUs = 0, timestampMs: number | null = seq, kind: SparkplugKind = 'DDATA') =>
  told(window.take(arrival(seq, timestampMs, kind), nowUs));
beforeEach(() => {
  window = new SequenceWindow(WAIT_US);
});
const born = (seq = 0, timestampMs: number | null = seq) => take(seq, 0, timestampMs, 'NBIRTH');

describe('the order of the messages of a node', () => {
  it('begins with any number of a birth and goes from 255 on to 0', () => {
    expect(born(254)).toEqual(['NBIRTH254']);
    expect([...take(255), ...take(0, 0, 256), ...take(1, 0, 257)]).toEqual(['255', '0', '1']);
    expect(window.dueUs).toBeNull();
  });

  it('has a message that is too early wait until those before it are there', () => {
    born();
    expect(take(3)).toEqual([]);
    expect(take(2)).toEqual([]);
    expect([window.waiting, window.dueUs]).toEqual([2, WAIT_US]);
    expect(take(1)).toEqual(['1', '2', '3']);
    expect([window.waiting, window.dueUs]).toEqual([0, null]);
    expect(take(5, 10)).toEqual([]); // another gap begins its own time
    expect(window.dueUs).toBe(10 + WAIT_US);
  });

  it('gives up what has not come in time, and says how much it was', () => {
    born();
    take(3, 100);
    take(6, 500);
    expect(told(window.expire(WAIT_US + 99))).toEqual([]);
    expect(told(window.expire(WAIT_US + 100))).toEqual(['3 after 2 lost']);
    expect(window.dueUs).toBe(WAIT_US + 500);
    expect(told(window.expire(WAIT_US + 500))).toEqual(['6 after 2 lost']);
    expect(take(7)).toEqual(['7']);
  });

  it('hands on at once what comes after it was given up, and what comes again, without a gap', () => {
    born();
    take(2, 0);
    window.expire(WAIT_US);
    expect(take(1)).toEqual(['1']);
    expect(take(2)).toEqual(['2']);
    expect(take(3)).toEqual(['3']);
    take(5);
    take(5); // comes again while it waits
    expect(take(4)).toEqual(['4', '5', '5']);
    expect(window.waiting).toBe(0);
  });

  it('does not take a jump ahead for something late, however far it is', () => {
    for (let ahead = 2; ahead < 256; ahead++) {
      window = new SequenceWindow(WAIT_US);
      born();
      expect(take(ahead, 0, 1000)).toEqual([]);
      expect(told(window.expire(WAIT_US))).toEqual([`${ahead} after ${ahead - 1} lost`]);
    }
  });

  it('does not wait where it is told not to', () => {
    window = new SequenceWindow(0);
    born();
    expect(take(3)).toEqual(['3 after 2 lost']);
    expect(take(4)).toEqual(['4']);
  });

  it('waits for the birth of the node, once', () => {
    expect(take(2, 0, 12)).toEqual([]);
    expect(take(1, 0, 11)).toEqual([]);
    expect(take(0, 0, 10, 'NBIRTH')).toEqual(['NBIRTH0', '1', '2']);
    window.reset();
    take(9);
    expect(told(window.expire(WAIT_US))).toEqual(['9']);
    expect(take(11)).toEqual(['11']);
  });

  it('hands on before a birth what was sent before it, and what follows it after', () => {
    born(0, 100);
    for (const seq of [1, 2, 3]) take(seq, 0, 100 + seq);
    take(9, 0, 150); // of the session that ends
    take(2, 0, 202);
    take(1, 0, 201);
    expect(take(0, 0, 200, 'NBIRTH')).toEqual(['9 after 5 lost, settled', 'NBIRTH0', '1', '2']);
  });

  it('hands on before a death all that waits', () => {
    born();
    take(3);
    expect(take(null, 0, null, 'NDEATH')).toEqual(['3 after 2 lost, settled', 'NDEATH']);
  });

  it('hands on what has no number, commands, and all of a node that numbers nothing', () => {
    born();
    expect([...take(null), ...take(9, 0, 9, 'NCMD')]).toEqual(['', 'NCMD9']);
    expect(take(1)).toEqual(['1']);
    take(null, 0, 5, 'NBIRTH');
    expect([...take(7), ...take(3)]).toEqual(['7', '3']);
  });

  it('lets no more wait than there are numbers', () => {
    born();
    for (let n = 0; n < 256; n++) take(2 + (n % 250), n, 1000 + n);
    expect(window.waiting).toBeGreaterThan(250);
    for (let n = 0; n < 10; n++) take(9, 0, 5000 + n);
    expect(window.waiting).toBeLessThan(11);
  });

  it('gives every message of a session exactly once and in its order, in whatever order they come within the time', () => {
    fc.assert(
      fc.property(fc.nat(255), fc.integer({ min: 1, max: 600 }), fc.infiniteStream(fc.nat(20)), fc.boolean(), (first, count, displaced, sameTime) => {
        const sent = Array.from({ length: count }, (_, n) => ({
          kind: n === 0 ? ('NBIRTH' as const) : ('DDATA' as const),
          seq: (first + n) % 256,
          timestampMs: sameTime ? 7 : n,
          message: n,
        }));
        const places = sent.map((message, n) => ({ message, at: n + displaced.next().value! }));
        const order = new SequenceWindow<number>(WAIT_US);
        const given = places.sort((a, b) => a.at - b.at).flatMap(({ message }) => order.take(message, 0));
        expect(given.map(({ message }) => message)).toEqual(sent.map(({ message }) => message));
        expect(given.every(({ missing }) => missing === 0)).toBe(true);
        expect(order.waiting).toBe(0);
      }),
    );
  });

  it('gives every message exactly once and counts those that were lost, whatever is lost', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { maxLength: 300 }), (lost) => {
        const order = new SequenceWindow<number>(WAIT_US);
        order.take({ kind: 'NBIRTH', seq: 255, timestampMs: 0, message: -1 }, 0);
        const given = lost.flatMap((isLost, n) => (isLost ? [] : order.take({ kind: 'DDATA', seq: n % 256, timestampMs: n + 1, message: n }, n * 100_000)));
        given.push(...order.expire(Infinity));
        expect(given.map(({ message }) => message)).toEqual(lost.flatMap((isLost, n) => (isLost ? [] : [n])));
        const tail = lost.length - 1 - lost.lastIndexOf(false);
        const longest = lost
          .join()
          .split('false')
          .some((run) => run.split('true').length > 250);
        if (!longest)
          expect(given.reduce((sum, { missing }) => sum + missing, 0)).toBe(
            lost.filter((isLost) => isLost).length - (lost.includes(false) ? tail : lost.length),
          );
      }),
    );
  });
});
