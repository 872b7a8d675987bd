import { readFileSync } from 'node:fs';
import path from 'node:path';
import { TIMES } from '../../../src/model/cell-mirror/kpi/elements.js';
import { repositoryRoot } from '../../shared.js';
import { ask, kpi, lot, row, step } from './ledger.js';

const text = readFileSync(path.join(repositoryRoot, 'docs/kpis.md'), 'utf8');
const A1 = { lot: 'A1', product: 'alpha' };
const lots = [lot('A1', 'alpha', [step('mix', 'mixer', 30, 420, { itemsIn: 1000, good: 950, rejected: 50 })])];
const waits = { 'minor-stop': 600, persons: 1200, 'set-up': 1800, starved: 3000, blocked: 1200 };
const rows = [
  row('mixer', { timeS: { idle: 1800, cleaning: 1800, maintenance: 600, unknown: 1200 } }),
  row('mixer', { ...A1, step: 'mix', timeS: { execute: 14400, down: 1200, ...waits }, processed: 1000, rejected: 50 }),
];

describe('docs/kpis.md', () => {
  it('has every indicator with its formula and both names, and every symbol', () => {
    const [group] = ask(rows, lots, { by: 'lot' });
    for (const { id, name, formula, unit, terms } of group!.kpis) {
      expect(text).toContain(`| \`${id}\` | ${name.en} | ${name.fr.split(' : temps utile')[0]} | \`${formula}\` | ${unit} |`);
      for (const { symbol } of terms) expect(text).toContain(`\`${symbol}\``);
    }
    expect(group!.kpis.length).toBe(text.match(/^\| `[a-zA-Z]+` \|.*\| `[^`]* \/ [^`]*` \|/gm)!.length);
  });

  it('has the accounts of the elements as they are', () => {
    for (const element of ['APT', 'AUST', 'ADET', 'ADOT', 'PDOT', 'tF'] as const) {
      const listed = new RegExp(`^\\| \`${element}\` \\|.*\\| ([^|]*) \\|$`, 'm').exec(text)![1]!.split(', ');
      expect([element, ...listed.sort()]).toEqual([element, ...[...TIMES[element]].sort()]);
    }
  });

  it('has an example that is what comes out', () => {
    const example: unknown = JSON.parse(/```json\n([\s\S]*?)```/.exec(text)![1]!);
    expect(kpi(ask(rows, lots, { by: 'source' })[0]!, 'trs')).toEqual(example);
  });
});
