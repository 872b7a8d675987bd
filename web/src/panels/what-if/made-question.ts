import type { TFunction } from 'i18next';
import type { LineDefinition } from '../../../../src/contract/line.js';
import type { Formats } from '../../format/formats.js';
import type { Draft, DraftVariant } from './draft.js';
import { valueText } from './parameter-name.js';
import { readCell, type Parameter } from './parameters.js';

/** More would be no question any more. */
const MOST_CLAUSES = 3;

/** The question that the changes ask, until somebody writes a better one. */
export function madeQuestion(draft: Draft, parameters: readonly Parameter[], definition: LineDefinition, t: TFunction, format: Formats): string {
  const line = format.name(definition.name);
  const rows = draft.rows.flatMap((id) => parameters.find((parameter) => parameter.id === id) ?? []);
  const variants = draft.variants
    .map((variant) => rows.flatMap((parameter) => clause(parameter, variant, definition, t, format) ?? []))
    .filter((clauses) => clauses.length > 0);
  const count = variants.reduce((sum, clauses) => sum + clauses.length, 0);
  if (count === 0) return t('whatIf.made.asItIs', { line });
  if (count > MOST_CLAUSES) return t('whatIf.made.many', { line });
  const changes = variants.map((clauses) => clauses.join(t('whatIf.made.and'))).join(t('whatIf.made.or'));
  return t('whatIf.made.question', { changes });
}

function clause(parameter: Parameter, variant: DraftVariant, definition: LineDefinition, t: TFunction, format: Formats): string | null {
  const cell = readCell(parameter, variant.cells[parameter.id] ?? '');
  const station = definition.stations.find(({ id }) => id === parameter.unit)!;
  const law = station.stops.find(({ id }) => id === parameter.stop);
  const names = { unit: format.inSentence(station.name), law: law ? format.inSentence(law.name) : '' };
  if (cell.kind === 'never') return t('whatIf.made.never', names);
  if (cell.kind !== 'value') return null;
  const value = cell.factor === null ? valueText(parameter, cell.value, definition, t, format) : `×${format.plain(cell.factor)}`;
  return t(`whatIf.made.${parameter.kind}`, { ...names, value });
}
