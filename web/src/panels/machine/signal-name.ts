import type { TFunction } from 'i18next';
import { TWIN_SIGNALS } from './twin-signals.js';

/** What a signal is called: words for those that the twin understands, the name of a process value as words. */
export function signalName(t: TFunction, signal: string): string {
  const known = TWIN_SIGNALS.find((each) => each === signal);
  if (known) return t(`machine.names.${known}`);
  const name = signal.replace(/^process\./, '').replace(/([a-z0-9])([A-Z])/g, (_, before: string, after: string) => `${before} ${after.toLowerCase()}`);
  return name.charAt(0).toUpperCase() + name.slice(1);
}
