import type { TFunction } from 'i18next';
import type { TurningPoint } from '../../../../src/contract/losses.js';
import type { LineNames } from './line-names.js';

type MachineName = Pick<LineNames, 'machine'>;

const listed = (units: readonly string[], { machine }: MachineName) => units.map(machine).join(', ');

/** Whose time the bridge of times is of, and where its good units are counted. */
export const bridgeScope = (t: TFunction, measuredAt: readonly string[], names: MachineName): string => t('losses.bridgeAt', { at: listed(measuredAt, names) });

/** Whose stops are shown: those of one machine, of where the line is measured (a loss of the bridge is chosen), or of all machines. */
export function stopsScope(t: TFunction, of: { unit: string | undefined; atMeasure: readonly string[] | undefined }, names: MachineName): string {
  if (of.atMeasure !== undefined) return t('losses.stopsAtMeasure', { at: listed(of.atMeasure, names) });
  return of.unit === undefined ? t('losses.stopsOfAll') : t('losses.stopsOfOne', { machine: names.machine(of.unit) });
}

/** What waiting says of the bottleneck, beside active periods: which machines, those alone that are certain where some are. */
export function waitingText(t: TFunction, { verdict, points }: Pick<TurningPoint, 'verdict' | 'points'>, names: MachineName): string {
  const certain = points.filter((point) => point.certain);
  const told = certain.length > 0 ? certain : points;
  const at = listed(
    told.map(({ unit }) => unit),
    names,
  );
  return t(`losses.turning.${verdict}`, { at });
}
