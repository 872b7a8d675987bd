import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { CellDefinition, type CellDocument } from '../../../src/contract/cell.js';
import { cellAddress } from '../../../src/contract/cell-mqtt.js';
import { unsJson } from '../../../simulator/mqtt/uns-json.js';
import type { Reading } from '../../../simulator/mqtt/way-out.js';
import type { IncidentRequest } from '../../../simulator/cell/incident.js';
import { RunningCell } from '../../../simulator/cell/running.js';
import { noSecrets, Secrets } from '../../../simulator/cell/secrets.js';
import { newCellPlant, type CellPlant } from '../../../simulator/cell/state.js';
import { layOut } from '../../../simulator/cell/truth.js';
import { readLogLine, type BatchLine, type LogLine, type MetersLine } from '../../../bench/sites/log.js';
import { repositoryRoot } from '../../shared.js';

/** A Monday, 00:00 in Paris. */
export const MONDAY_S = Date.parse('2026-01-04T23:00:00Z') / 1000;
export const HOUR = 3600;
export const DAY = 24 * HOUR;

const file = (...parts: string[]): unknown => parse(readFileSync(path.join(repositoryRoot, ...parts), 'utf8'));
export const exampleDocument = () => file('docs', 'examples', 'solid-dose-cell.yaml') as CellDocument;
export const exampleSecrets = () => Secrets.parse(file('plants', 'secrets', 'solid-dose.yaml'));

export const definitionOf = (rest: Partial<CellDocument> & Pick<CellDocument, 'units' | 'products'>): CellDefinition =>
  CellDefinition.parse({
    apiVersion: 'twin/v1',
    kind: 'Cell',
    id: 'cell',
    name: { en: 'cell', fr: 'cell' },
    equipment: { enterprise: 'demo', site: 'test', area: 'solids' },
    timezone: 'Europe/Paris',
    carriers: [{ id: 'electricity' }],
    ...rest,
  });

/** A plant of a cell, with all it has said and written. */
export class TestPlant {
  readonly running: RunningCell;
  readonly sent: { topic: string; payload: string; retain: boolean }[] = [];
  readonly lines: LogLine[] = [];
  readonly said: string[] = [];

  constructor(
    readonly definition: CellDefinition,
    { seed = 1, startS = MONDAY_S, secrets = noSecrets(definition.id), plant }: { seed?: number; startS?: number; secrets?: Secrets; plant?: CellPlant } = {},
  ) {
    const begun = plant ?? newCellPlant(layOut(definition, secrets, startS), { seed, startS });
    this.running = new RunningCell(
      definition,
      secrets,
      begun,
      (text) => this.lines.push(readLogLine(text)),
      (sentence) => this.said.push(sentence),
    );
    this.running.speak(unsJson(cellAddress(definition, 'uns-json').prefix));
  }

  get plant(): CellPlant {
    return this.running.plant;
  }

  run(seconds: number): this {
    const send = (topic: string, payload: string | (() => Buffer), retain = false) => void this.sent.push({ topic, payload: String(payload), retain });
    for (let s = 0; s < seconds; s++) this.running.step({ send });
    return this;
  }

  /** Runs without putting what is said into messages. */
  skip(seconds: number): this {
    this.running.skipTo(this.plant.timeS + seconds);
    return this;
  }

  /** Runs without keeping what is said. */
  pass(seconds: number, heard: (topic: string, payload: string) => void = () => undefined): this {
    for (let s = 0; s < seconds; s++) this.running.step({ send: (topic, payload) => heard(topic, String(payload)) });
    return this;
  }

  ask(request: IncidentRequest): this {
    this.running.ask(request.id, JSON.stringify(request));
    return this;
  }

  get batches(): BatchLine[] {
    return this.lines.filter((line): line is BatchLine => line.kind === 'batch');
  }
  get meters(): MetersLine[] {
    return this.lines.filter((line): line is MetersLine => line.kind === 'meters');
  }

  /** What was said below the cell, by topic. */
  readings(): Map<string, Reading[]> {
    const prefix = `umh/v1/${Object.values(this.definition.equipment).join('/')}/${this.definition.id}/`;
    const byTopic = new Map<string, Reading[]>();
    for (const { topic, payload } of this.sent) {
      if (!topic.startsWith(prefix)) continue;
      const { timestamp_ms: timeMs, value } = JSON.parse(payload) as { timestamp_ms: number; value: string | number | boolean };
      const tag = topic.slice(prefix.length);
      const same = byTopic.get(tag);
      const reading = { source: '', tag, value, timeMs };
      if (same) same.push(reading);
      else byTopic.set(tag, [reading]);
    }
    return byTopic;
  }

  /** Events told on a tag, wherever. */
  events(tag: string, all = this.readings()): { topic: string; timeMs: number; body: Record<string, unknown> }[] {
    return [...all]
      .filter(([topic]) => topic === tag || topic.endsWith(`/${tag}`))
      .flatMap(([topic, readings]) => readings.map(({ timeMs, value }) => ({ topic, timeMs, body: JSON.parse(String(value)) as Record<string, unknown> })));
  }
}
