import type { SignalName } from '../../contract/telemetry.js';
import { inUnit, type Field, type SourceSignals } from '../tags.js';
import { refuse, shown, type Refusal } from './refusal.js';
import type { SenmlReading } from './senml.js';

const S_PER_HOUR = 3600;

/** The signal that rises by what another one is over time: kW give kWh, kg an hour give kg. */
function sumOf(signal: SignalName): SignalName | null {
  if (signal === 'power') return 'energy';
  if (signal === 'flow') return 'total';
  if (signal.startsWith('power.')) return `energy.${signal.slice('power.'.length)}`;
  return signal.startsWith('draw.') ? `used.${signal.slice('draw.'.length)}` : null;
}

/** What a record means of a source: by its name, or what of it stands after the last colon. Null for nothing; refused where the unit cannot be converted. */
export function fieldOf({ name, unit: own, baseUnit, isSum }: SenmlReading, signals: SourceSignals): { ok: true; field: Field } | Refusal | null {
  const named = signals.known(name) ?? signals.field(name.slice(name.lastIndexOf(':') + 1));
  if (named === null) return null;
  const unit = own ?? (named.unit === '1' ? undefined : baseUnit);
  const converted = inUnit(named, unit);
  if (converted === null)
    return refuse('bad-value', `${named.signal}: ${shown(unit)} cannot be converted to ${named.unit === '1' ? 'a number without unit' : named.unit}`);
  if (!isSum) return { ok: true, field: converted };
  const rising = sumOf(named.signal);
  const target = rising === null ? null : signals.ofSignal(rising);
  if (target === null) return refuse('bad-value', `${named.signal}: the sum of it is no signal`);
  return { ok: true, field: { ...target, scale: (converted.scale ?? 1) / S_PER_HOUR, offset: 0 } };
}
