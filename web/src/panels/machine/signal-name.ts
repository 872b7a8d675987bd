import type { TFunction } from 'i18next';
import type { Bilingual } from '../../../../src/contract/units.js';
import type { Formats } from '../../format/formats.js';
import { TWIN_SIGNALS } from './twin-signals.js';

/** What a signal is called: words for those that the twin understands, of a process value the name in the plant file, or its identifier as words. */
export function signalName(t: TFunction, format: Formats, signal: string, given: Bilingual | null): string {
  const known = TWIN_SIGNALS.find((each) => each === signal);
  if (known) return t(`machine.names.${known}`);
  if (given) return format.name(given);
  const name = signal.replace(/^process\./, '').replace(/([a-z0-9])([A-Z])/g, (_, before: string, after: string) => `${before} ${after.toLowerCase()}`);
  return name.charAt(0).toUpperCase() + name.slice(1);
}
