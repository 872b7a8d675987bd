import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ScenarioRequest } from '../../src/contract/scenario.js';
import { formatIssue, readDocument } from '../../src/plant/document.js';
import { readLine } from '../../src/plant/read.js';
import { lineSchema } from '../../src/plant/schema.js';
import { repositoryRoot } from '../shared.js';

const page = (name: string) => readFileSync(path.join(repositoryRoot, 'docs', name), 'utf8');
const yamlOf = (text: string) => /```yaml\n([\s\S]*?)```/.exec(text)![1]!;

/** Every key that a schema knows, at any depth. */
function keysOf(schema: unknown): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const own = 'properties' in schema ? Object.keys(schema.properties as object) : [];
  return [...own, ...Object.values(schema).flatMap(keysOf)];
}

describe('the page about plant files', () => {
  it('shows a line that is right', () => {
    const read = readLine(yamlOf(page('plant-files.md')), 'plant-files.md');
    expect(read.ok ? [] : read.issues.map(formatIssue)).toEqual([]);
  });

  it('names every key', () => {
    const named = new Set([...page('plant-files.md').matchAll(/`([A-Za-z]+)`/g)].map(([, key]) => key));
    expect([...new Set(keysOf(lineSchema()))].filter((key) => !named.has(key) && key !== 'en' && key !== 'fr')).toEqual([]);
  });
});

it.each(['what-if.md', 'examples/faster-cartoner.yaml'])('the question in docs/%s is right', (name) => {
  const text = page(name);
  const read = readDocument(name.endsWith('.md') ? yamlOf(text) : text, name, ScenarioRequest);
  expect(read.ok ? [] : read.issues.map(formatIssue)).toEqual([]);
});
