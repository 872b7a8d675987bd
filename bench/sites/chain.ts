import { cellAddress } from '../../src/contract/cell-mqtt.js';
import type { CellDefinition } from '../../src/contract/cell.js';
import type { Finding } from '../../src/contract/cell-view.js';
import type { Observation } from '../../src/contract/telemetry.js';
import type { CompiledCell } from '../../src/model/cell/compile.js';
import type { CellMirror } from '../../src/model/cell-mirror/books.js';
import { findingsOf } from '../../src/model/cell-mirror/findings/findings.js';
import { openWatch, watchFact } from '../../src/model/cell-mirror/findings/watch.js';
import { observeCell } from '../../src/model/cell-mirror/observe.js';
import { openMirror } from '../../src/model/cell-mirror/open-mirror.js';
import { decode } from '../../src/telemetry/decode.js';
import { SparkplugHost } from '../../src/telemetry/sparkplug-host.js';
import { sparkplugSources } from '../../src/telemetry/sparkplug-source.js';
import { TopicTable } from '../../src/telemetry/topics.js';
import { wayOut } from '../../simulator/cell/way-out.js';
import { RunningCell } from '../../simulator/cell/running.js';
import type { Secrets } from '../../simulator/cell/secrets.js';
import { newCellPlant, type CellPlant } from '../../simulator/cell/state.js';
import { layOut } from '../../simulator/cell/truth.js';
import type { WayOut } from '../../simulator/mqtt/way-out.js';
import { TruthLog } from './log.js';

const HOUR_S = 3600;
const US = 1e6;
/** So many refusals are kept, to be told. */
const KEPT_REFUSALS = 5;

/** A site: its cell file as the twin and as the simulator read it, and what only the simulator knows. */
export interface Site {
  name: string;
  definition: CellDefinition;
  compiled: CompiledCell;
  secrets: Secrets;
}

/** A finding that was said at any time, as it was said last. */
export interface Said {
  finding: Finding;
  lastUs: number;
}

/**
 * A simulated plant with its secrets, its messages in the dialect of its file, the service's decoder, the mirror and its watch: what the
 * service does between broker and screen, one second of the plant after the other, in one thread.
 */
export class SiteChain {
  readonly log = new TruthLog();
  readonly mirror: CellMirror;
  readonly said = new Map<string, Said>();
  /** Last value of every counter and meter by source and signal: what a history ends with. */
  readonly counters = new Map<string, number>();
  readonly refused: string[] = [];
  messages = 0;
  readings = 0;
  refusals = 0;
  private readonly running: RunningCell;
  private readonly way: WayOut;
  private readonly table: TopicTable;
  private readonly host: SparkplugHost;
  private readonly watch;

  constructor(
    readonly site: Site,
    { seed, startS }: { seed: number; startS: number },
  ) {
    const { definition, secrets, compiled } = site;
    const plant = newCellPlant(layOut(definition, secrets, startS), { seed, startS });
    this.running = new RunningCell(
      definition,
      secrets,
      plant,
      (text) => this.log.write(text),
      () => undefined,
    );
    this.way = wayOut(cellAddress(definition), this.running);
    this.running.speak(this.way);
    this.table = new TopicTable([], [definition]);
    this.host = new SparkplugHost(sparkplugSources([definition]), (_topic, payload) => {
      for (const message of this.way.asked?.answer(payload) ?? []) this.hear(message.topic, message.payload);
    });
    this.mirror = openMirror(compiled);
    this.watch = openWatch(compiled);
    for (const { topic, payload } of this.way.session?.().greetings() ?? []) this.hear(topic, payload);
  }

  /** The plant itself: what the log does not tell, such as lots under way. */
  get plant(): CellPlant {
    return this.running.plant;
  }

  get nowUs(): number {
    return this.plant.timeS * US;
  }

  /** From now on until `untilS` values that wander are told every `everyS` [s] only, as those of a plant's past. */
  sayLittle(everyS: number, untilS: number): void {
    this.running.sayLittle(everyS, untilS);
  }

  /** Lets the plant go on to an instant [s since 1970]. Findings are asked for every hour. */
  runTo(untilS: number): void {
    const publisher = { send: (topic: string, payload: string | (() => Buffer)) => this.hear(topic, typeof payload === 'string' ? payload : payload()) };
    while (this.plant.timeS < untilS) {
      this.running.step(publisher);
      if (this.plant.timeS % HOUR_S === 0) this.askFindings();
    }
  }

  private hear(topic: string, payload: string | Buffer): void {
    this.messages++;
    const nowUs = this.nowUs;
    const decoded = decode(topic, Buffer.from(payload as string), this.table, this.host, nowUs);
    const refused = decoded.ok ? decoded.refused : [decoded];
    this.refusals += refused.length;
    for (const { reason, detail } of refused) if (this.refused.length < KEPT_REFUSALS) this.refused.push(`${topic}: ${reason}, ${detail}`);
    if (decoded.ok) for (const observation of decoded.observations) this.take(observation);
  }

  private take(observation: Observation): void {
    const { compiled } = this.site;
    this.readings++;
    const { unit, signal, value } = observation;
    if (typeof value === 'number' && COUNTERS.test(signal)) this.counters.set(`${unit} ${signal}`, value);
    for (const fact of observeCell(compiled, this.mirror, observation)) watchFact(compiled, this.watch, fact);
  }

  private askFindings(): void {
    const lastUs = this.nowUs;
    for (const finding of findingsOf(this.site.compiled, this.watch, lastUs)) this.said.set(finding.id, { finding, lastUs });
  }
}

const COUNTERS = /^(processedCount|defectiveCount|energy(\..*)?)$/;
