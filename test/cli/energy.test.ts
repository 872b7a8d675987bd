import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Command } from 'commander';
import { addEnergy } from '../../src/cli/energy.js';
import { CliFault, EXIT, type Io, type Lang } from '../../src/cli/io.js';
import { EnergyBaseline, EnergySavings, type ScenarioProof } from '../../src/contract/enpi.js';
import { exampleTable } from '../model/enpi/made-site.js';
import { describeWithShared, repositoryRoot } from '../shared.js';

const EXAMPLE = path.join(repositoryRoot, 'docs', 'examples', 'energy');

interface Outcome {
  code: number;
  out: string;
  err: string;
}

/** Carries out `twin energy …` in this process. */
async function energy(args: readonly string[], { cwd = EXAMPLE, lang = 'en' }: { cwd?: string; lang?: Lang } = {}): Promise<Outcome> {
  const told = { out: '', err: '' };
  const nothing = async function* (): AsyncGenerator<Uint8Array> {
    // stdin is empty
  };
  const io: Io = {
    out: (text) => (told.out += `${text}\n`),
    err: (text) => (told.err += `${text}\n`),
    progress: () => undefined,
    readStdin: async () => '',
    stdin: nothing(),
    outBytes: async () => undefined,
    env: {},
    cwd,
    lang,
  };
  const program = new Command().exitOverride();
  addEnergy(program, io);
  try {
    await program.parseAsync(['energy', ...args], { from: 'user' });
    return { code: EXIT.ok, ...told };
  } catch (error) {
    if (!(error instanceof CliFault)) throw error;
    return { code: error.code, out: told.out, err: error.message };
  }
}

describe('twin energy with the example of docs/energy-baseline.md', () => {
  it('the table is the made series that it says it is', () => {
    expect(readFileSync(path.join(EXAMPLE, 'days.csv'), 'utf8')).toBe(exampleTable());
  });

  it.each(['baseline', 'savings'])('twin energy %s says what the page shows', async (command) => {
    const { code, out } = await energy([command, 'setback.yaml']);
    const page = readFileSync(path.join(repositoryRoot, 'docs', 'energy-baseline.md'), 'utf8').replaceAll('\u00a0', ' ');
    expect(code).toBe(EXIT.ok);
    for (const part of out.trim().replaceAll('\u00a0', ' ').split('\n\n')) expect(page).toContain(part);
  });

  it('json is the contract, csv has every period', async () => {
    const baseline = await energy(['baseline', 'setback.yaml', '--format', 'json']);
    expect(EnergyBaseline.safeParse(JSON.parse(baseline.out)).error).toBeUndefined();
    const answer = JSON.parse((await energy(['savings', 'setback.yaml', '--format', 'json'])).out) as Record<string, unknown>;
    expect(EnergySavings.safeParse(answer['savings']).error).toBeUndefined();
    expect(answer['proof']).toMatchObject({ verdict: 'agree' });
    const { out } = await energy(['savings', 'setback.yaml', '--format', 'csv']);
    expect(out.trim().split(/\r?\n/)).toHaveLength(1 + 547 - 3);
    expect((await energy(['baseline', 'setback.yaml', '--format', 'csv'])).out).toContain('verdict,fit-for-use');
  });

  it('tables are in French too, with its decimal comma and its words', async () => {
    const { out } = await energy(['baseline', 'setback.yaml', '--format', 'md'], { lang: 'fr' });
    expect(out).toContain('| talon |');
    expect(out).toContain('performance énergétique de référence (PER)');
    expect(out).toMatch(/\| R² \| 0,\d{3} \|/);
    const savings = await energy(['savings', 'setback.yaml'], { lang: 'fr' });
    expect(savings.out).toContain('économie d’énergie [kWh]');
    expect(savings.out).not.toMatch(/épargne/i);
  });
});

describe('twin energy with files of its own', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'twin-energy-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });
  const write = (name: string, text: string) => {
    writeFileSync(path.join(folder, name), text);
  };
  const asked = (more = '', each = 'day') =>
    write(
      'asked.yaml',
      `timezone: Europe/Paris
each: ${each}
periods: { file: days.csv, begin: day, energy: kWh }
drivers: [batches]
baseline: { from: 2025-01-01, to: 2025-01-20 }
${more}`,
    );
  const rows = (n: number, row: (i: number) => string) => ['day,kWh,batches', ...Array.from({ length: n }, (_, i) => row(i))].join('\n');
  const date = (i: number) => `2025-01-${String(i + 1).padStart(2, '0')}`;

  it('tells everything that is wrong with a table, each at its line and column', async () => {
    asked();
    write('days.csv', 'day,kWh,batches\n2025-01-01,100,3\n2025-01-32,100,3\n2025-01-03,a lot,3\n2025-01-02,100,3\n2025-01-05T06:00,100,none\n');
    const { code, err } = await energy(['baseline', 'asked.yaml'], { cwd: folder });
    expect(code).toBe(EXIT.validation);
    expect(err.split('\n')).toEqual([
      'days.csv:3:1 "2025-01-32" is no date such as 2026-01-31 and no time such as 2026-01-31T06:00Z',
      'days.csv:4:12 kWh: "a lot" is no number',
      'days.csv:5:1 this period does not come after the one before',
      'days.csv:6:1 no day begins here by the clock of Europe/Paris',
      'days.csv:6:22 batches: "none" is no number',
    ]);
  });

  it('tells what is wrong with the YAML at its place, and a column that is not there', async () => {
    asked('heating: {}\nbaselin: 3');
    write(
      'days.csv',
      rows(20, (i) => `${date(i)},100,3`),
    );
    const { code, err } = await energy(['baseline', 'asked.yaml'], { cwd: folder });
    expect(code).toBe(EXIT.validation);
    expect(err).toContain('asked.yaml:7:1 /baselin unknown key "baselin", did you mean "baseline"?');
    asked('heating: {}');
    expect((await energy(['baseline', 'asked.yaml'], { cwd: folder })).err).toContain('degree-days need outdoor temperatures');
    asked('reporting: { from: 2026-01-01, to: 2026-01-20 }');
    expect((await energy(['savings', 'asked.yaml'], { cwd: folder })).err).toContain('asked.yaml:6:12 /reporting no period of the file lies wholly');
    write('days.csv', 'day;kWh\n2025-01-01;100');
    expect((await energy(['baseline', 'asked.yaml'], { cwd: folder })).err).toBe('days.csv:1:1 expected a column "batches", found day, kWh');
  });

  it('ends with 4 for a file that is not there, 3 without a reporting time, 5 for a baseline that is not fit for use or none', async () => {
    asked();
    expect(await energy(['baseline', 'asked.yaml'], { cwd: folder })).toMatchObject({ code: EXIT.notFound, err: 'days.csv: there is no such file' });
    write(
      'days.csv',
      rows(20, (i) => `${date(i)},${100 + 3 * (i % 5) + (i % 2)},${i % 5}`),
    );
    expect((await energy(['baseline', 'asked.yaml'], { cwd: folder })).code).toBe(EXIT.ok);
    expect((await energy(['savings', 'asked.yaml'], { cwd: folder })).code).toBe(EXIT.validation);
    write(
      'days.csv',
      rows(20, (i) => `${date(i)},${100 + 40 * (i % 2)},${i % 5}`),
    );
    const poor = await energy(['baseline', 'asked.yaml'], { cwd: folder });
    expect(poor.code).toBe(EXIT.notMet);
    expect(poor.out).toMatch(
      /The baseline is not fit for use\. It explains too little \(R² [\d.]+, at least 0\.75\);.*batches does not surely drive the energy/,
    );
    write(
      'days.csv',
      rows(20, (i) => `${date(i)},${100 + 10 * Math.min(i, 19 - i)},0`),
    );
    const together = await energy(['baseline', 'asked.yaml'], { cwd: folder });
    expect(together.code).toBe(EXIT.notMet);
    expect(together.out).toMatch(/^effective number of periods +(< )?0\.\d$/m);
    expect(together.out).toMatch(
      /The errors of its periods hang together \(autocorrelation 0\.9\d\), so that 20 tell as much as (< )?0\.\d that do not, and 2 are needed;/,
    );
    expect(together.out).toContain('Left out: batches never differs from 0 in these periods, so its effect cannot be told');
    write(
      'days.csv',
      rows(20, (i) => `${date(i)},${100 + i},3`),
    );
    const none = await energy(['baseline', 'asked.yaml'], { cwd: folder });
    expect(none).toMatchObject({ code: EXIT.notMet, err: 'There is no baseline: batches is made up of base load, so its effect cannot be told apart' });
  });

  it('reads weeks with a decimal comma beside hourly temperatures, and a prediction from an answer that is none', async () => {
    const hours = Array.from({ length: 24 * 7 * 30 }, (_, h) => {
      const at = new Date(Date.UTC(2024, 11, 29, 22) + h * 3.6e6).toISOString();
      return `${at},${(8 + 7 * Math.sin(h / 300) + 3 * Math.sin(h / 4)).toFixed(2)}`;
    });
    write('weather.csv', ['time,temperatureC', ...hours].join('\n'));
    const weeks = Array.from({ length: 24 }, (_, w) => new Date(Date.UTC(2024, 11, 30 + 7 * w)).toISOString().slice(0, 10));
    write('days.csv', ['day;kWh;batches', ...weeks.map((week, w) => `${week};${30_000 + 100 * ((w * 7) % 11)},5;${(w * 7) % 11}`)].join('\n'));
    const outdoor = 'outdoor: { file: weather.csv }\nheating: { baseC: 15.5 }\nlimits: { leastT: 0 }\n';
    asked(outdoor.replace('baseline', ''), 'week');
    write('asked.yaml', readFileSync(path.join(folder, 'asked.yaml'), 'utf8').replace('2025-01-20', '2025-06-30').replace('2025-01-01', '2024-12-30'));
    const { out, code } = await energy(['baseline', 'asked.yaml', '--format', 'json'], { cwd: folder });
    const baseline = EnergyBaseline.parse(JSON.parse(out));
    expect(code).toBe(EXIT.ok);
    expect(baseline.periods).toBe(24);
    expect(baseline.terms.find(({ id }) => id === 'batches')!.value).toBeCloseTo(100, 6);
    expect(baseline.terms.find(({ id }) => id === 'heating')!.from).toBeGreaterThan(0);
    write('result.json', '{}');
    write('asked.yaml', `${readFileSync(path.join(folder, 'asked.yaml'), 'utf8')}predicted: { answer: result.json, variant: setback }\n`);
    expect(await energy(['savings', 'asked.yaml'], { cwd: folder })).toMatchObject({
      code: EXIT.validation,
      err: 'result.json: is no answer of a run (result.json)',
    });
  });

  it('takes the prediction from the answer of a what-if, and names the variants where it has none of that name', async () => {
    const kpis = { goodUnits: null, oee: null, energyKwh: null, energyKwhPer1000: null, costEur: null, co2eKg: null, peakKw: null };
    const difference = { ...kpis, energyKwh: { mean: -70, low: -84, high: -56, verdict: 'better' } };
    const answer = {
      line: 'osd-1',
      modelVersion: 'a',
      engineVersion: '1',
      start: { from: 'empty', hash: 'b', atUs: 0, epoch: null, revision: null },
      horizonS: 7 * 86_400,
      replications: 20,
      seed: 1,
      simulated: true,
      notes: [],
      variants: [
        { id: 'baseline', kpis, difference: null, units: [] },
        { id: 'setback', kpis, difference, units: [] },
      ],
    };
    write('result.json', JSON.stringify(answer));
    write(
      'days.csv',
      rows(31, (i) => `${date(i)},${100 + 3 * (i % 5) + (i % 2) - (i >= 20 ? 10 : 0)},${i % 5}`),
    );
    const more = (variant: string) => `reporting: { from: 2025-01-21, to: 2025-01-31 }\npredicted: { answer: result.json, variant: ${variant} }\n`;
    asked(more('setback'));
    const { out, code } = await energy(['savings', 'asked.yaml', '--format', 'json'], { cwd: folder });
    expect(code).toBe(EXIT.ok);
    const { proof } = JSON.parse(out) as { proof: ScenarioProof };
    expect(proof.predictedKwhPerDay).toEqual({ mean: 10, low: 8, high: 12 });
    expect(proof.verdict).toBe('agree');
    asked(more('night'));
    expect(await energy(['savings', 'asked.yaml'], { cwd: folder })).toMatchObject({
      code: EXIT.validation,
      err: expect.stringContaining('/predicted/variant result.json has no difference of energy of "night"; it is about setback') as string,
    });
    asked('predicted: { savedKwhPerDay: { mean: 10, low: 12, high: 8 } }');
    expect((await energy(['baseline', 'asked.yaml'], { cwd: folder })).err).toContain('expected low, mean and high in rising order');
  });
});

/** Heating degree-days of each UTC day of an NSRDB file, by themselves: sums of quarter hours. */
function degreeDays(text: string, baseC: number): number[] {
  const days = new Map<string, number[]>();
  for (const line of text.trim().split('\n').slice(3)) {
    const [year, month, day, , , temperature] = line.split(',').map(Number);
    const key = `${year}-${month}-${day}`;
    days.set(key, [...(days.get(key) ?? []), temperature!]);
  }
  return [...days.values()].map((values) => Math.max(0, baseC - values.reduce((sum, value) => sum + value, 0) / values.length));
}

describeWithShared('a real weather as it comes', [['data', 'energy', 'weather_paris_2019.csv']], ([weather]) => {
  it('a baseline on the temperatures of the NSRDB finds the degree-days that were put in', async () => {
    const heating = degreeDays(readFileSync(weather!, 'utf8'), 18);
    expect(heating.reduce((sum, each) => sum + each, 0)).toBeCloseTo(2499, -1); // as published for Paris 2019 with base 18
    const folder = mkdtempSync(path.join(tmpdir(), 'twin-energy-'));
    const day = (i: number) => new Date(Date.UTC(2019, 0, 1 + i)).toISOString().slice(0, 10);
    writeFileSync(path.join(folder, 'days.csv'), ['day,kWh,h', ...heating.map((each, i) => `${day(i)},${1000 + 10 * (i % 3) + 5 * each},${i % 3}`)].join('\n'));
    writeFileSync(
      path.join(folder, 'asked.yaml'),
      `timezone: Etc/UTC
each: day
periods: { file: days.csv, begin: day, energy: kWh }
outdoor: { file: ${JSON.stringify(weather)}, format: nsrdb }
drivers: [h]
heating: {}
baseline: { from: 2019-01-01, to: 2019-12-31 }
`,
    );
    const { out, err } = await energy(['baseline', 'asked.yaml', '--format', 'json'], { cwd: folder });
    rmSync(folder, { recursive: true });
    expect(err).toBe('');
    const baseline = EnergyBaseline.parse(JSON.parse(out));
    expect(baseline.heating).toMatchObject({ baseC: 18, found: true });
    expect(baseline.terms.find(({ id }) => id === 'heating')!.value).toBeCloseTo(5, 6);
    expect(baseline.terms.find(({ id }) => id === 'h')!.value).toBeCloseTo(10, 6);
  });
});
