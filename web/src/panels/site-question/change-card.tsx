import { Button } from '@mantine/core';
import { useMemo } from 'react';
import { parse } from 'yaml';
import { cellChangeExamples } from '../../../../src/contract/change-examples.js';
import type { CellDefinition } from '../../../../src/contract/cell.js';
import { isMap } from '../../../../src/contract/plain.js';
import type { ChangeKind } from './change-document.js';
import { ChangeField } from './change-field.js';
import { fieldsOfKind, type Field } from './change-fields.js';
import { filledOf, type FieldValue } from './change-text.js';
import type { ChangeSpeech } from './change-words.js';
import type { DraftChange } from './site-draft.js';
import { isWakeUpNeeded, wakeUpsOf } from './wake-up-faults.js';

interface Props {
  /** of the change in the document */
  pointer: string;
  change: DraftChange;
  definition: CellDefinition;
  speech: ChangeSpeech;
  /** of the change in words */
  sentence: string;
  errorOf: (pointer: string) => string | undefined;
  onChange: (change: DraftChange) => void;
  onRemove: () => void;
  /** a field that is asked for elsewhere */
  without?: string;
}

/** One change of a variant: what it needs, what else its example says, and the other fields folded away. */
export function ChangeCard({ pointer, change, definition, speech, sentence, errorOf, onChange, onRemove, without }: Props) {
  const { t } = speech;
  const { kind, fields } = change;
  const example = useMemo(() => exampleOf(kind, definition), [kind, definition]);
  const all = fieldsOfKind(kind).filter(({ name }) => name !== without);
  const wakeUp = isWakeUpNeeded(change, definition.units) ? wakeUpReason(definition, speech) : null;
  const isUsual = ({ name, required }: Field) =>
    required || (name === 'wakeUp' && wakeUp !== null) || name in fields || name in example || errorOf(`${pointer}/${name}`) !== undefined;
  const more = all.filter((field) => !isUsual(field));
  const fill = (name: string, filled: FieldValue | undefined) => {
    const { [name]: _, ...others } = fields;
    onChange({ kind, fields: filled === undefined ? others : { ...others, [name]: filled } });
  };
  const shown = (field: Field) => (
    <ChangeField
      key={field.name}
      pointer={`${pointer}/${field.name}`}
      {...{ field, change, definition, speech }}
      example={example[field.name]}
      error={errorOf(`${pointer}/${field.name}`)}
      needed={field.name === 'wakeUp' ? wakeUp : null}
      onFill={(filled) => fill(field.name, filled)}
    />
  );
  const error = errorOf(pointer);
  return (
    <div className="change-card" role="group" aria-label={sentence}>
      <div className="change-head">
        <h3>{t(`changeKinds.${kind}`)}</h3>
        <Button variant="subtle" className="remove" aria-label={t('siteAsk.removeChange', { change: sentence })} onClick={onRemove}>
          ✕
        </Button>
      </div>
      <div className="change-fields">{all.filter(isUsual).map(shown)}</div>
      {more.length > 0 && (
        <details>
          <summary>{t('siteAsk.more', { n: more.length })}</summary>
          <div className="change-fields">{more.map(shown)}</div>
        </details>
      )}
      {error !== undefined && (
        <p className="problem" role="alert">
          {error}
        </p>
      )}
    </div>
  );
}

/** Why it is to be said how long something takes to wake up, and how long others of the site do. */
function wakeUpReason({ units }: CellDefinition, { t, format }: ChangeSpeech): string {
  const others = wakeUpsOf(units);
  const range = others && format.range(format.duration(others.least), format.duration(others.most));
  return [t('siteAsk.wakeUpNeeded'), range && t('siteAsk.wakeUpOthers', { range })].filter(Boolean).join(' ');
}

/** What the site might say of a change, by field. */
function exampleOf(kind: ChangeKind, definition: CellDefinition): Readonly<Record<string, unknown>> {
  const example: unknown = parse(cellChangeExamples(definition)[kind]);
  return isMap(example) ? example : {};
}

/** A change of a kind that is new: keys with values that it needs are filled in as an example. */
export function freshChange(kind: ChangeKind, definition: CellDefinition): DraftChange {
  const example = exampleOf(kind, definition);
  const filled = fieldsOfKind(kind)
    .filter(({ control, required }) => required && control.is === 'structure')
    .flatMap((field) => Object.entries({ [field.name]: filledOf(field, example[field.name], '') }));
  return { kind, fields: Object.fromEntries(filled.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]))) };
}
