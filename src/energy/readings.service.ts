import { Inject, Injectable } from '@nestjs/common';
import type { LineId, SourceId } from '../contract/equipment.js';
import type { SignalName, SignalValue } from '../contract/telemetry.js';
import type { Micros } from '../contract/units.js';
import { isPause, loadOfCounter, PAUSE_US, plausibleRises, risesOf, settleOnChange, type CounterStep, type Rise } from '../model/metering/counted.js';
import { heldValues, loadOfPower, type HeldValue, type ValueStep } from '../model/metering/held.js';
import type { MeteredLoad } from '../model/metering/load.js';
import { endUs, gridStartUs, type ProfileTimes } from '../model/supply/profile.js';
import { SILENT_US } from '../telemetry/decimate.js';
import { HISTORY, type HeldStep, type History, type Window } from '../telemetry/history.js';

const ELECTRICITY = 'electricity';
const HOUR_US = 3600e6;
/** So long after a window the next reading of a counter is looked for: a standing one is told seldom, and a silent one late. */
const NEXT_WITHIN_US = 92 * 86_400e6;

/** A signal of a source of a cell. */
export interface Signal {
  cell: LineId;
  source: SourceId;
  signal: SignalName;
}

type Unknown = (rise: Rise) => boolean;

/** What is thought of rises of counters. */
interface Rules {
  /** it is not known when they came; pauses where not given */
  unknown?: Unknown;
  /** they came as the power of their source says; pauses where not given */
  follows?: (rise: Rise) => boolean;
  /** what a source draws at its highest power in a minute [kWh]; any rise is one where not given */
  kwhPerMin?: (source: SourceId) => number;
}

interface Metered {
  cell: LineId;
  carrier: string;
  source: SourceId;
}

/** The counter and the power of a carrier: electricity has the names of its meters. */
const signalsOf = (carrier: string): { counter: SignalName; power: SignalName } =>
  carrier === ELECTRICITY ? { counter: 'energy', power: 'power' } : { counter: `energy.${carrier}`, power: `power.${carrier}` };

/** Energy, counts and levels of sources over the steps of a profile, out of the history. */
@Injectable()
export class EnergyReadings {
  constructor(@Inject(HISTORY) private readonly history: History) {}

  /** Energy of each source; a source of which nothing was heard is not in it. */
  async loads(cell: LineId, carrier: string, sources: readonly SourceId[], times: ProfileTimes, rules: Rules = {}): Promise<Map<SourceId, MeteredLoad>> {
    const loads = await Promise.all(sources.map(async (source) => [source, await this.load({ cell, carrier, source }, times, rules)] as const));
    return new Map(loads.flatMap(([source, load]) => (load === null ? [] : [[source, load]])));
  }

  /** By its counter, else by its power; null: nothing was heard of either. */
  private async load({ cell, carrier, source }: Metered, times: ProfileTimes, rules: Rules): Promise<MeteredLoad | null> {
    const { unknown = isPause, follows = isPause, kwhPerMin = () => Infinity } = rules;
    const { counter, power } = signalsOf(carrier);
    const powers = (toUs: Micros) => this.levels({ cell, source, signal: power }, times, SILENT_US, toUs);
    const read = await this.rises({ cell, source, signal: counter }, times);
    if (read !== null) {
      const rises = plausibleRises(read, kwhPerMin(source));
      return rises.some((rise) => unknown(rise) || follows(rise))
        ? loadOfCounter(times, ...(await this.paused(cell, source, rises, await powers(Math.max(endUs(times), rises.at(-1)!.toUs)))), unknown, follows)
        : loadOfCounter(times, rises, [], unknown);
    }
    const held = await powers(endUs(times));
    return held.length > 0 ? loadOfPower(times, held) : null;
  }

  /** Powers tell when a counter rose over a pause; without any, whether its source was heard meanwhile. */
  private async paused(line: LineId, unit: SourceId, rises: readonly Rise[], powers: readonly HeldValue[]): Promise<[Rise[], HeldValue[]]> {
    if (powers.length > 0) return [[...rises], [...powers]];
    const window = { fromUs: rises[0]!.fromUs, toUs: rises.at(-1)!.toUs };
    return [settleOnChange(rises, await this.history.silences(line, unit, window, SILENT_US)), []];
  }

  /** What a counter of items rose by; null: it was not read in the window. */
  async count(of: Signal, times: ProfileTimes, unknown: Unknown): Promise<MeteredLoad | null> {
    const rises = await this.rises(of, times);
    return rises && loadOfCounter(times, rises, [], unknown);
  }

  /** What a signal held, from an hour before the window on up to its end or another time; not known where its source was silent for so long. */
  async levels(of: Signal, times: ProfileTimes, silentUs: Micros, toUs = endUs(times)): Promise<HeldValue[]> {
    // A pause of a counter may have begun before the window, and end after it: its power, too, tells when it rose.
    const window = { fromUs: gridStartUs(times) - HOUR_US, toUs };
    const steps = (await this.held(of, { ...times, ...window }, 0)).flatMap(valueStep);
    const before = await this.history.lastBefore(of.cell, of.source, of.signal, window.fromUs);
    if (steps.length === 0 && before === null) return [];
    const silences = await this.history.silences(of.cell, of.source, window, silentUs);
    return heldValues({ before: isNumber(before?.value) ? before.value : null, steps, silences }, window.fromUs, window.toUs);
  }

  /** Null: the counter was not read in the window. */
  private async rises(of: Signal, times: ProfileTimes): Promise<Rise[] | null> {
    const steps = (await this.held(of, times, PAUSE_US)).flatMap(counterStep);
    if (!steps.some(({ atUs }) => atUs < endUs(times))) return null;
    if (steps.at(-1)!.lastUs < endUs(times)) steps.push(...(await this.next(of, endUs(times) + PAUSE_US)));
    const before = await this.history.lastBefore(of.cell, of.source, of.signal, gridStartUs(times));
    return risesOf({ before: isNumber(before?.value) ? { atUs: before.atUs, value: before.value } : null, steps });
  }

  /** The first reading of a counter from an instant on; none where it was not read any more. */
  private async next({ cell, source, signal }: Signal, fromUs: Micros): Promise<CounterStep[]> {
    const found = await this.history.page(cell, { units: [source], signals: [signal] }, { fromUs, toUs: fromUs + NEXT_WITHIN_US }, 1);
    return found.flatMap(({ atUs, value }) => (isNumber(value) ? [{ atUs, lastUs: atUs, last: value, least: value, greatest: value }] : []));
  }

  private held({ cell: line, source: unit, signal }: Signal, times: ProfileTimes, beyondUs: number): Promise<HeldStep[]> {
    const everyUs = times.stepS * 1e6;
    const window: Window = { fromUs: gridStartUs(times), toUs: endUs(times) + beyondUs };
    return this.history.held({ line, unit, signal, ...window, everyUs, limit: Math.ceil((window.toUs - window.fromUs) / everyUs) + 1 });
  }
}

const isNumber = (value: SignalValue | undefined): value is number => typeof value === 'number';

function counterStep({ firstUs: atUs, lastUs, last, least, greatest }: HeldStep): CounterStep[] {
  if (least === null || greatest === null) return [];
  return [{ atUs, lastUs, last: isNumber(last) ? last : greatest, least, greatest }];
}

function valueStep({ atUs, toUs, value, last }: HeldStep): ValueStep[] {
  return isNumber(value) && isNumber(last) ? [{ fromUs: atUs, toUs, mean: value, last }] : [];
}
