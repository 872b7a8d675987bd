import type { TFunction } from 'i18next';
import type { LineDefinition } from '../../../../src/contract/line.js';
import type { Formats } from '../../format/formats.js';
import { signalName } from './signal-name.js';

type Station = LineDefinition['stations'][number];

const POWERS = ['off', 'standby', 'idle', 'starting', 'execute', 'held', 'perItem'] as const;
const PLAIN = ['takes', 'rejects', 'ramp'] as const;

/** What a number of a station is called, by its place below the station: by the words of the what-if form where that changes it. As the file has it where it has no words. */
export function parameterPlace(place: string, station: Station | undefined, t: TFunction, format: Formats): string {
  const [head = '', ...rest] = place.split('/');
  const [key = '', part = ''] = rest;
  const plain = PLAIN.find((each) => each === head);
  if (plain && rest.length === 0) return t(`machine.parameterNames.${plain}`);
  if (place === 'rate') return t('whatIf.rate');
  if (place === 'buffer/capacity') return t('whatIf.buffer');
  if (place === 'standby/after') return t('whatIf.standby');
  if (place === 'standby/wakeUp') return t('whatIf.wakeUp');
  const power = head === 'power' && rest.length === 1 ? POWERS.find((each) => each === key) : undefined;
  if (power) return t(`machine.parameterNames.powers.${power}`);
  const law = head === 'stops' ? station?.stops.find(({ id }) => id === key) : undefined;
  if (law && (part === 'every' || part === 'lasts')) return t(`machine.parameterNames.${part}`, { law: format.name(law.name) });
  return limitName(head, rest, station, t, format) ?? place;
}

function limitName(head: string, rest: readonly string[], station: Station | undefined, t: TFunction, format: Formats): string | null {
  const alarm = head === 'alarms' ? station?.alarms?.find(({ id }) => id === rest[0]) : undefined;
  if (alarm) return t('charts.pair', { name: format.name(alarm.name), value: rest.slice(1).join(' ') });
  const of = rest.at(-1);
  const mapped = head === 'mqtt' ? station?.mqtt?.signals?.[rest.slice(1, -1).join('/').replaceAll('~1', '/')] : undefined;
  if (!mapped || (of !== 'low' && of !== 'high')) return null;
  return t('charts.pair', { name: signalName(t, format, mapped.signal, mapped.name ?? null), value: t(`machine.${of}`) });
}
