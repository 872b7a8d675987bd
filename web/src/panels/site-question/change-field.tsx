import { Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core';
import type { CellDefinition } from '../../../../src/contract/cell.js';
import { choicesOf } from './change-choices.js';
import { effectOf, type Effect } from './change-effect.js';
import type { Field } from './change-fields.js';
import { nowOf } from './change-now.js';
import { filledOf, type FieldValue } from './change-text.js';
import { fieldWord, idWord, isChoice, type ChangeSpeech } from './change-words.js';
import { changeOf, type DraftChange } from './site-draft.js';
import { changeShare, isShare, valueText } from './value-text.js';

interface Props {
  /** of the field in the document; it is the id of the input too */
  pointer: string;
  field: Field;
  change: DraftChange;
  definition: CellDefinition;
  speech: ChangeSpeech;
  /** as the site might say it */
  example: unknown;
  error: string | undefined;
  /** why a value is needed, where the contract does not demand one */
  needed: string | null;
  onFill: (filled: FieldValue | undefined) => void;
}

/** One field of a change. Beside it stands the value that there is, where it comes from, and what the change makes of it. */
export function ChangeField({ pointer, field, change, definition, speech, example, error, needed, onFill }: Props) {
  const { t } = speech;
  const { name, control, required, nullable } = field;
  const { kind, fields } = change;
  const given = changeOf(change);
  const filled = fields[name];
  const label = fieldWord(kind, name, t);
  const choices = ('of' in control ? control.of : null) ?? choicesOf(kind, name, fields, definition);
  const wordOf = (id: string) => (isChoice(id) && control.is !== 'text' ? t(`changeChoices.${id}`) : idWord(kind, name, id, given, speech));
  const common = { id: pointer, label, error, withAsterisk: required || needed !== null };

  if (control.is === 'yes') return <Checkbox {...common} checked={filled === true} onChange={(event) => onFill(event.currentTarget.checked || undefined)} />;
  if (control.is === 'several' && choices && choices.length > 0) {
    const chosen = Array.isArray(filled) ? filled.map(String) : [];
    return (
      <Checkbox.Group {...common} value={chosen} onChange={onFill} className="several">
        <div className="several-choices">
          {choices.map((id) => (
            <Checkbox key={id} value={id} label={wordOf(id)} />
          ))}
        </div>
      </Checkbox.Group>
    );
  }
  const text = typeof filled === 'string' ? filled : Array.isArray(filled) ? filled.join(', ') : '';
  if (choices) {
    const none = filledOf(field, null, t('siteAsk.none'));
    return (
      <NativeSelect
        {...common}
        value={text}
        disabled={choices.length === 0 && text === ''}
        onChange={(event) => onFill(event.currentTarget.value || undefined)}
        data={[
          { value: '', label: t(required ? 'siteAsk.choose' : 'siteAsk.notGiven') },
          ...(nullable && typeof none === 'string' ? [{ value: none, label: t('siteAsk.none') }] : []),
          ...choices.map((id) => ({ value: id, label: wordOf(id) })),
          ...(text !== '' && text !== none && !choices.includes(text) ? [{ value: text, label: text }] : []),
        ]}
      />
    );
  }
  const shown = typeof example === 'string' || typeof example === 'number' ? String(example) : filledOf(field, example, t('siteAsk.none'));
  const placeholder = typeof shown === 'string' ? t('siteAsk.example', { example: shown }) : undefined;
  const written = {
    ...common,
    value: text,
    onChange: (event: { currentTarget: { value: string } }) => onFill(event.currentTarget.value || undefined),
    inputWrapperOrder: ['label' as const, 'input' as const, 'description' as const, 'error' as const],
  };
  if (control.is === 'structure') return <Textarea {...written} {...(placeholder && { placeholder })} className="structure" minRows={2} autosize maxRows={12} spellCheck={false} />; // prettier-ignore
  const now = nowOf(kind, name, given, speech.parameters);
  const effect = effectOf(kind, name, given, speech.parameters);
  return (
    <TextInput
      {...written}
      {...(placeholder && { placeholder })}
      description={
        <FieldHint now={now && nowText(now, effect, name, speech)} effect={effect} speech={speech} hint={needed ?? (nullable ? t('siteAsk.noneHint') : '')} />
      }
    />
  );
}

/** The value that there is, and where it comes from. Without a formula it is not known what it measures, but by its unit. */
function nowText(now: NonNullable<ReturnType<typeof nowOf>>, effect: Effect | null, name: string, { t, format }: ChangeSpeech): string {
  const measure = effect?.measure ?? MEASURES[now.unit ?? ''] ?? (isShare(name) ? 'share' : 'number');
  const value = valueText(now.value, measure, format);
  const origin = t(`siteAsk.origins.${now.origin ?? 'none'}`);
  return t('siteAsk.nowOrigin', { value, origin: now.source === null ? origin : t('charts.pair', { name: origin, value: now.source }) });
}

/** What numbers are that are kept in a unit. */
const MEASURES: Partial<Record<string, Effect['measure']>> = { s: 'duration', '/min': 'rate', kW: 'power', kWh: 'energy' };

function FieldHint({ now, effect, speech: { t, format }, hint }: { now: string | null; effect: Effect | null; speech: ChangeSpeech; hint: string }) {
  if (now === null) return hint;
  if (effect === null || effect.then === null) return [now, hint].filter(Boolean).join(' ');
  const value = valueText(effect.then, effect.measure, format);
  const change = changeShare(effect.now.value, effect.then, format);
  return (
    <>
      {now} <b>{change === '' ? t('siteAsk.then', { value }) : t('siteAsk.thenChange', { value, change })}</b>
    </>
  );
}
