import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describeWithShared, repositoryRoot } from '../shared.js';

const page = readFileSync(path.join(repositoryRoot, 'docs/sparkplug-conformance.md'), 'utf8');
const section = (title: string) => page.split(/^## /m).find((part) => part.startsWith(title))!;
const rows = (title: string) => [...section(title).matchAll(/^\| (tck-id-\S+) +\| (.+?) +\|$/gm)].map(([, id, said]) => ({ id: id!, said: said! }));
const items = (title: string) => [...section(title).matchAll(/^- (tck-id-\S+)$/gm)].map(([, id]) => id!);
const host = rows('Host-side');
const read = rows('Read from edge nodes');
const others = [...items('For edge nodes alone'), ...items('For MQTT servers alone')];

/** Its subject is a host application, every MQTT client, or a message that a host sends. */
const HOST_SIDE =
  /^tck-id-(host-|topic-structure|topics-[nd]cmd-|payloads-([nd]cmd|state)-|message-flow-h?p?hid-|operational-behavior-(host-|data-commands-([nd]cmd)-|edge-node-termination-host-action-)|components-ph-|conformance-primary-host)/;

describe('the page on the conformance to Sparkplug B', () => {
  it('has for each host-side statement, and for each that is read from edge nodes, a test or a reason', () => {
    expect([host.length, read.length, others.length].every((count) => count > 50)).toBe(true);
    for (const { said } of [...host, ...read]) expect(said).toMatch(/`test\/[\w/-]+\.test\.ts`: .|^Reason: .{10}|^Reason, for commands: .{20}/);
    for (const { said } of read) expect(said).not.toMatch(/^Reason/);
  });

  it('names tests that are there', () => {
    const named = [...host, ...read].flatMap(({ said }) =>
      [...said.matchAll(/`(test\/[\w/-]+\.test\.ts)`: (.+)$/g)].map(([, file, name]) => ({ file: file!, name: name! })),
    );
    expect(named.length).toBeGreaterThan(150);
    for (const file of new Set(named.map((one) => one.file))) {
      const text = readFileSync(path.join(repositoryRoot, file), 'utf8');
      const there = new Set([...text.matchAll(/\bit(?:\.each(?:<[^(]*>)?\([^;]*?\))?\(\s*'((?:[^'\\]|\\.)+)'/g)].map(([, name]) => name!));
      for (const { name } of named.filter((one) => one.file === file)) expect([file, there.has(name) ? name : `no test ${name}`]).toEqual([file, name]);
    }
  });

  it('takes for host-side whatever a host does', () => {
    for (const id of [...read.map((row) => row.id), ...others]) expect(id).not.toMatch(HOST_SIDE);
  });

  describeWithShared('beside the list of the specification', [['data', 'sparkplug', 'sparkplug-3.0-normative-statements.txt']], ([file]) => {
    it('has every statement once and makes none up', () => {
      const statements = [...readFileSync(file!, 'utf8').matchAll(/\| (tck-id-\S+) \|/g)].map(([, id]) => id!);
      expect(statements.length).toBe(287);
      expect([...host.map(({ id }) => id), ...read.map(({ id }) => id), ...others].sort()).toEqual([...new Set(statements)].sort());
    });
  });
});
