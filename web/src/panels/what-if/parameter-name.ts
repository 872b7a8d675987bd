import type { TFunction } from 'i18next';
import type { LineDefinition } from '../../../../src/contract/line.js';
import type { Formats } from '../../format/formats.js';
import { shown, type Parameter } from './parameters.js';

/** rate; buffer after it, capacity; Failure: mean time between … Without the name of the station. */
export function parameterName(parameter: Parameter, definition: LineDefinition, t: TFunction, format: Formats): string {
  const law = definition.stations.find((station) => station.id === parameter.unit)?.stops.find((stop) => stop.id === parameter.stop);
  return t(`whatIf.${parameter.kind}`, { law: law ? format.name(law.name) : (parameter.stop ?? '') });
}

export function stationName(unit: string, definition: LineDefinition, format: Formats): string {
  const station = definition.stations.find((candidate) => candidate.id === unit);
  return station ? format.name(station.name) : unit;
}

/** 110 /min, 172 cartons, 49 min, never. */
export function valueText(parameter: Parameter, value: number | null, definition: LineDefinition, t: TFunction, format: Formats): string {
  if (value === null) return t('whatIf.never');
  if (parameter.kind === 'buffer') {
    const item = definition.stations.find((station) => station.id === parameter.unit)!.item;
    return `${format.plain(value)}\u00a0${format.item(item)}`;
  }
  const number = shown(parameter, value);
  const text = parameter.kind === 'rate' || Number.isInteger(number) ? format.plain(number) : format.figure(number);
  return `${text}\u202f${parameter.shownIn}`;
}

/** (+10 %), or nothing where there is nothing to compare with. */
export function changeText(now: number | null, value: number, format: Formats): string {
  if (now === null || now === 0) return '';
  return format.change((value / now - 1) * 100);
}
