import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { z } from 'zod';
import { Environment, readConfig } from '../../src/config.js';
import { packageRoot } from '../../src/platform/package.js';

const DOCS = path.join(packageRoot, 'docs/operations.md');
const EXAMPLE = path.join(packageRoot, '.env.example');
const BEGIN = '<!-- settings: made from src/config.ts by UPDATE_DOCS=1 npx jest test/platform/operations -->';
const END = '<!-- end of settings -->';

const settings = Object.entries<z.ZodType>(Environment.shape).map(([name, schema]) => {
  const preset = schema.safeParse(undefined).data as string | number | boolean | undefined;
  return { name, preset: preset === undefined ? '' : String(preset), meaning: schema.description ?? '' };
});

const table = [
  '| setting | default | meaning |',
  '|---|---|---|',
  ...settings.map(({ name, preset, meaning }) => `| \`${name}\` | ${preset && `\`${preset}\``} | ${meaning} |`),
].join('\n');
const example = [
  '# Settings of Pharmatwin. Copy to .env beside package.json and take the # away from what you change.',
  '# What the environment says itself goes first. NAME_FILE=path reads the value of NAME from a file: for secrets.',
  ...settings.map(({ name, preset, meaning }) => `\n# ${meaning}\n#${name}=${preset}`),
  '',
].join('\n');

describe('the settings', () => {
  const update = process.env.UPDATE_DOCS === '1';

  it('each have a meaning in words', () => {
    expect(settings.filter(({ meaning }) => meaning === '')).toStrictEqual([]);
  });

  it('are all in docs/operations.md, with their defaults', () => {
    const text = readFileSync(DOCS, 'utf8');
    const [before, rest] = text.split(BEGIN);
    const [within, after] = (rest ?? '').split(END);
    if (update) writeFileSync(DOCS, `${before}${BEGIN}\n\n${table}\n\n${END}${after}`);
    else expect(within?.trim()).toBe(table);
  });

  it('are all in .env.example', () => {
    if (update) writeFileSync(EXAMPLE, example);
    else expect(readFileSync(EXAMPLE, 'utf8')).toBe(example);
  });

  it('of the example are right as they stand', () => {
    const given = Object.fromEntries(settings.filter(({ preset }) => preset !== '').map(({ name, preset }) => [name, preset]));
    expect(readConfig(given, '/')).toStrictEqual(readConfig({}, '/'));
  });
});
