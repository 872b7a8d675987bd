import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { CONFIG, type Config } from '../config.js';
import type { PlantChangeBody, PlantFileDocument, PlantFileSummary, PlantFileVersion, PlantTextCheck } from '../contract/plant-file.js';
import { refusal } from '../contract/refusal.js';
import { CLOCK, type Clock } from '../platform/clock.js';
import { JobThread } from '../platform/job-thread.js';
import { ProblemError } from '../platform/problem.js';
import { addressNames } from './address-names.js';
import { sha256 } from './canonical.js';
import type { CheckedText, TextToCheck } from './check-text.js';
import { formatIssue, type FileIssue } from './document.js';
import { fromDisk, readText } from './file-system.js';
import { plantPaths } from './files.js';
import { plantHead, type PlantHead } from './plant-head.js';
import { PlantFileTexts, type KeptText } from './plant-file-texts.service.js';
import { PlantVersions } from './plant-versions.service.js';
import { PlantService, type PlantCell, type PlantLine } from './plant.service.js';
import { isWritable, writePlantFile } from './write-plant-file.js';

/** Who asks, as far as plant files care. `*`: all lines. */
export interface Rights {
  name: string;
  mayRead(line: string): boolean;
  mayEdit(line: string): boolean;
}

/** The check of all files takes a second or two. */
const CHECK_LIMIT_MS = 30_000;

interface Found {
  name: string;
  path: string;
  /** null: it is no longer there */
  text: string | null;
  /** with which the service started */
  textInForce: string | null;
  plant: PlantLine | PlantCell | null;
}

/** The plant files where they lie: what they say, whether that is right, and how a person changes them. What runs is the text of the last start. */
@Injectable()
export class PlantFilesOnDisk implements OnModuleDestroy {
  private readonly started: ReadonlyMap<string, string>;
  private readonly thread = new JobThread<TextToCheck, CheckedText>('src/plant/check-worker.js', CHECK_LIMIT_MS);
  private turn: Promise<unknown> = Promise.resolve();

  constructor(
    @Inject(CONFIG) private readonly config: Pick<Config, 'plants'>,
    private readonly plant: PlantService,
    private readonly versionsInForce: PlantVersions,
    private readonly texts: PlantFileTexts,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    const files = plantPaths(config.plants, []).flatMap((file) => readText(file, []));
    this.started = new Map([
      ...files.map(({ file, text }): [string, string] => [file, text]),
      ...this.inForce().map((each): [string, string] => [each.path, each.source]),
    ]);
  }

  async onModuleDestroy(): Promise<void> {
    await this.thread.close();
  }

  /** Those that the caller may read, in the order in which the service reads them. */
  async list(rights: Rights): Promise<PlantFileSummary[]> {
    const found = this.found().filter((file) => rights.mayRead(placeOf(file)));
    return Promise.all(found.map((file) => this.summary(file, rights)));
  }

  /** A file that is there. Throws ProblemError. */
  async read(name: string, rights: Rights): Promise<PlantFileDocument> {
    return this.document(this.find(name, rights), rights);
  }

  /** Newest first. */
  async versions(name: string, rights: Rights): Promise<PlantFileVersion[]> {
    const file = this.find(name, rights);
    const kept = await this.texts.list(file.name);
    return kept.map((row) => versionOf(row, file));
  }

  async versionText(name: string, hash: string, rights: Rights): Promise<string> {
    const text = await this.texts.text(this.find(name, rights).name, hash);
    if (text === null) throw new ProblemError('not-found', refusal('noPlantText', { file: name, hash }));
    return text;
  }

  async check(name: string, text: string, rights: Rights): Promise<PlantTextCheck> {
    const { issues, changes } = await this.checked(this.find(name, rights), text);
    return { issues, changes };
  }

  /** Writes a text in the place of the one that the caller has read. Throws ProblemError; then nothing is changed. */
  apply(name: string, { text, reason }: PlantChangeBody, expected: string, rights: Rights): Promise<PlantFileDocument> {
    const done = this.turn.then(() => this.applyNow(name, { text, reason }, expected, rights));
    this.turn = done.catch(() => undefined);
    return done;
  }

  private async applyNow(name: string, { text, reason }: PlantChangeBody, expected: string, rights: Rights): Promise<PlantFileDocument> {
    const file = this.find(name, rights);
    demandEdit(rights, placeOf(file), name);
    const found = file.text;
    if (sha256(found) !== expected) throw new ProblemError('stale-version', refusal('plantTextStale', { file: name }));
    if (text === found) throw new ProblemError('conflict', refusal('plantTextSame', { file: name }));
    const { issues, id } = await this.checked(file, text);
    if (issues.length > 0) throw wrong(name, issues);
    demandEdit(rights, id ?? '*', name);
    const applied = { text, who: rights.name, reason, atUs: this.clock.nowUs() };
    await this.texts.add(name, found, applied, () => write(file, text));
    return this.read(name, rights);
  }

  private async checked(file: Found, text: string): Promise<CheckedText> {
    const names = new Map([...addressNames(this.paths())].map(([name, path]) => [path, name]));
    const inForce = [...this.plant.lines().map(known), ...this.plant.cells().map(known)];
    const checked = await this.thread.run({ paths: this.config.plants, file: file.path, text, inForce }).catch((fault: unknown) => {
      throw fault instanceof Error && fault.name === 'AbortError'
        ? new ProblemError('not-ready', refusal('plantFileUnchecked', { file: file.name, seconds: CHECK_LIMIT_MS / 1000 }))
        : fault;
    });
    const named = (sentence: string) => [...names].reduce((told, [path, name]) => told.replaceAll(path, name), sentence);
    return { ...checked, issues: checked.issues.map((issue) => ({ ...issue, file: named(issue.file), message: named(issue.message) })) };
  }

  private inForce(): (PlantLine | PlantCell)[] {
    return [...this.plant.lines(), ...this.plant.cells()];
  }

  private paths(): string[] {
    return [...new Set([...plantPaths(this.config.plants, []), ...this.started.keys()])];
  }

  private found(): Found[] {
    const plants = new Map(this.inForce().map((plant) => [plant.path, plant]));
    return [...addressNames(this.paths())].map(([name, path]) => {
      const [read] = readText(path, [], fromDisk);
      return { name, path, text: read?.text ?? null, textInForce: this.started.get(path) ?? null, plant: plants.get(path) ?? null };
    });
  }

  private find(name: string, rights: Rights): Found & { text: string } {
    const file = this.found().find((each) => each.name === name);
    if (!file) throw new ProblemError('not-found', refusal('noPlantFile', { file: name }));
    if (!rights.mayRead(placeOf(file)))
      throw new ProblemError('forbidden', refusal('noScope', { who: rights.name, scope: 'read', where: whole(placeOf(file)) }));
    if (file.text === null) throw new ProblemError('not-found', refusal('plantFileGone', { file: name }));
    return { ...file, text: file.text };
  }

  private async summary(file: Found, rights: Rights): Promise<PlantFileSummary> {
    const [last] = await this.texts.list(file.name);
    const since = file.plant && (await this.versionsInForce.firstInForce(file.plant.definition.id, file.plant.version));
    const { kind, id, name } = headOf(file);
    return {
      file: file.name,
      kind,
      id,
      name,
      state: stateOf(file),
      version: file.plant?.version ?? null,
      inForceAtUs: since && since.getTime() * 1000,
      mayEdit: rights.mayEdit(placeOf(file)),
      writable: await isWritable(file.path),
      last: last ? versionOf(last, file) : null,
    };
  }

  private async document(file: Found & { text: string }, rights: Rights): Promise<PlantFileDocument> {
    return { ...(await this.summary(file, rights)), text: file.text, sha256: sha256(file.text), textInForce: file.textInForce };
  }
}

/** The line or cell whose scopes count; of machine types, and of what cannot be read, all. */
const placeOf = (file: Found): string => file.plant?.definition.id ?? headOf(file).id ?? '*';

/** Of what runs it is known. */
const headOf = ({ plant, text, textInForce }: Found): PlantHead => (plant && text === textInForce ? plant.definition : plantHead(text ?? textInForce ?? ''));

const known = <Plant extends PlantLine | PlantCell>({ definition, version, path }: Plant): Pick<Plant, 'definition' | 'version' | 'path'> => ({
  definition,
  version,
  path,
});

const whole = (line: string) => (line === '*' ? 'all lines' : `line ${line}`);

function demandEdit(rights: Rights, line: string, file: string): void {
  if (!rights.mayEdit(line)) throw new ProblemError('forbidden', `${rights.name} has no scope edit on ${whole(line)}, which ${file} describes`);
}

function stateOf({ text, textInForce }: Found): PlantFileSummary['state'] {
  if (text === null) return 'gone';
  if (textInForce === null) return 'new';
  return text === textInForce ? 'in-force' : 'pending';
}

const versionOf = ({ sha256: hash, atUs, who, reason }: KeptText, { text, textInForce }: Found): PlantFileVersion => ({
  sha256: hash,
  atUs,
  who,
  reason,
  onDisk: text !== null && sha256(text) === hash,
  inForce: textInForce !== null && sha256(textInForce) === hash,
});

function wrong(name: string, issues: readonly FileIssue[]): ProblemError {
  const told = issues.map(formatIssue);
  return new ProblemError(
    'validation',
    `${name} is not right: ${told.join('; ')}`,
    told.map((detail) => ({ pointer: '/text', detail })),
  );
}

async function write({ name, path }: Found, text: string): Promise<void> {
  try {
    await writePlantFile(path, text);
  } catch (error) {
    throw new ProblemError(
      'conflict',
      `${name} cannot be written where it lies (${(error as NodeJS.ErrnoException).code}): change it where it is kept, and start the service again`,
    );
  }
}
