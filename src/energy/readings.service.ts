import { Inject, Injectable } from '@nestjs/common';
import type { LineId, SourceId } from '../contract/equipment.js';
import type { SignalName, SignalValue } from '../contract/telemetry.js';
import { isPause, loadOfCounter, PAUSE_US, risesOf, type CounterStep, type Rise } from '../model/metering/counted.js';
import { heldPowers, loadOfPower, type HeldPower, type PowerStep } from '../model/metering/held.js';
import type { MeteredLoad } from '../model/metering/load.js';
import { endUs, gridStartUs, type ProfileTimes } from '../model/supply/profile.js';
import { SILENT_US } from '../telemetry/decimate.js';
import { HISTORY, type HeldStep, type History, type Window } from '../telemetry/history.js';

const ELECTRICITY = 'electricity';
const HOUR_US = 3600e6;

/** The counter and the power of a carrier: electricity has the names of its meters. */
const signalsOf = (carrier: string): { counter: SignalName; power: SignalName } =>
  carrier === ELECTRICITY ? { counter: 'energy', power: 'power' } : { counter: `energy.${carrier}`, power: `power.${carrier}` };

/** Energy of sources over the steps of a profile, out of the history. */
@Injectable()
export class EnergyReadings {
  constructor(@Inject(HISTORY) private readonly history: History) {}

  /** What is known of each source; a source of which nothing was heard is not in it. */
  async loads(cell: LineId, carrier: string, sources: readonly SourceId[], times: ProfileTimes): Promise<Map<SourceId, MeteredLoad>> {
    const loads = await Promise.all(sources.map(async (source) => [source, await this.load(cell, carrier, source, times)] as const));
    return new Map(loads.flatMap(([source, load]) => (load === null ? [] : [[source, load]])));
  }

  /** By its counter, else by its power; null: nothing was heard of either. */
  private async load(cell: LineId, carrier: string, source: SourceId, times: ProfileTimes): Promise<MeteredLoad | null> {
    const rises = await this.rises(cell, source, signalsOf(carrier).counter, times);
    if (rises === null) {
      const held = await this.powers(cell, source, signalsOf(carrier).power, times);
      return held.length > 0 ? loadOfPower(times, held) : null;
    }
    return loadOfCounter(times, rises, rises.some(isPause) ? await this.powers(cell, source, signalsOf(carrier).power, times) : []);
  }

  /** Null: the counter was not read in the window. */
  private async rises(line: LineId, unit: SourceId, signal: SignalName, times: ProfileTimes): Promise<Rise[] | null> {
    const steps = (await this.held(line, unit, signal, times, PAUSE_US)).flatMap(counterStep);
    if (!steps.some(({ atUs }) => atUs < endUs(times))) return null;
    const before = await this.history.lastBefore(line, unit, signal, gridStartUs(times));
    return risesOf({ before: typeof before?.value === 'number' ? { atUs: before.atUs, value: before.value } : null, steps });
  }

  private async powers(line: LineId, unit: SourceId, signal: SignalName, times: ProfileTimes): Promise<HeldPower[]> {
    // A pause may have begun before the window: its power, too, tells when the counter rose.
    const window = { fromUs: gridStartUs(times) - HOUR_US, toUs: endUs(times) };
    const steps = (await this.held(line, unit, signal, { ...times, fromUs: window.fromUs }, 0)).flatMap(powerStep);
    const before = await this.history.lastBefore(line, unit, signal, window.fromUs);
    if (steps.length === 0 && before === null) return [];
    const silences = await this.history.silences(line, unit, window, SILENT_US);
    return heldPowers({ before: typeof before?.value === 'number' ? before.value : null, steps, silences }, window.fromUs, window.toUs);
  }

  private held(line: LineId, unit: SourceId, signal: SignalName, times: ProfileTimes, beyondUs: number): Promise<HeldStep[]> {
    const everyUs = times.stepS * 1e6;
    const window: Window = { fromUs: gridStartUs(times), toUs: endUs(times) + beyondUs };
    return this.history.held({ line, unit, signal, ...window, everyUs, limit: Math.ceil((window.toUs - window.fromUs) / everyUs) + 1 });
  }
}

const isNumber = (value: SignalValue): value is number => typeof value === 'number';

function counterStep({ atUs, lastUs, last, least, greatest }: HeldStep): CounterStep[] {
  if (least === null || greatest === null) return [];
  return [{ atUs, lastUs, last: isNumber(last) ? last : greatest, least, greatest }];
}

function powerStep({ atUs, toUs, value, last }: HeldStep): PowerStep[] {
  return isNumber(value) && isNumber(last) ? [{ fromUs: atUs, toUs, mean: value, last }] : [];
}
