import { PacketMemory } from '../../src/telemetry/packet-memory.js';

const HASH = 'abcdefghijklmnop';
const OTHER = 'ponmlkjihgfedcba';
const packet = (id: number, session = '') => ({ session, id });

describe('the memory of packets', () => {
  it('calls a message a repetition only under its packet id, with its bytes, and where the sender says so', () => {
    const memory = new PacketMemory();
    expect(memory.repeats(packet(1), HASH, false)).toBe(false);
    expect(memory.repeats(packet(1), HASH, true)).toBe(true);
    expect(memory.repeats(packet(2), HASH, false)).toBe(false); // an equal value that follows
    expect(memory.repeats(packet(3), HASH, true)).toBe(false); // sent before, and never come through
    expect(memory.repeats(packet(1), OTHER, true)).toBe(false); // the id is another message's by now
    expect(memory.repeats(packet(1, 'another client'), OTHER, true)).toBe(false);
    expect(memory.repeats(undefined, HASH, true)).toBe(false);
  });

  it('knows again after a restart what the journal kept', () => {
    const memory = new PacketMemory();
    expect(memory.restore(PacketMemory.keyOf(packet(7, 'press-1'), HASH))).toBe(true);
    expect(memory.restore(HASH)).toBe(false);
    expect(memory.repeats(packet(7, 'press-1'), HASH, true)).toBe(true);
  });

  it('does not take an equal value for an old one whose packet id has come round', () => {
    const memory = new PacketMemory();
    memory.repeats(packet(1), HASH, false);
    for (let id = 2; id <= 32_768; id++) memory.repeats(packet(id), OTHER, false);
    expect(memory.repeats(packet(1), HASH, true)).toBe(false);
  });

  it('holds 200,000 packets at most', () => {
    const memory = new PacketMemory();
    for (let n = 0; n < 200_001; n++) memory.restore(PacketMemory.keyOf(packet(n), HASH));
    expect(memory['last'].size).toBe(200_000);
  });
});
