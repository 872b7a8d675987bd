import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import type { CellDefinition } from '../../../../src/contract/cell.js';
import { useOf, type SearchKind } from '../../../../src/contract/search-kind.js';
import { ChangeCard } from '../site-question/change-card.js';
import { fieldWord, type ChangeSpeech } from '../site-question/change-words.js';
import { AppliedField } from './applied-field.js';
import { appliedOf } from './applied.js';
import { firstTemplate, GIVEN, variableFields, type DraftFactor } from './factor-draft.js';

interface Props {
  pointer: string;
  factor: DraftFactor;
  kind: SearchKind;
  definition: CellDefinition;
  speech: ChangeSpeech;
  errorOf: (pointer: string) => string | undefined;
  onChange: (factor: DraftFactor) => void;
  onRemove: () => void;
}

/** One thing that is varied: in which field of a change its value stands, and which values that are. */
export function FactorCard({ pointer, factor, kind, definition, speech, errorOf, onChange, onRemove }: Props) {
  const { t } = speech;
  const { change, varied } = factor;
  const use = useOf(kind);
  const put = (next: Partial<DraftFactor>) => onChange({ ...factor, ...next });
  const input = (field: 'id' | 'name' | 'values' | 'from' | 'to' | 'low' | 'high' | 'base', description?: string) => (
    <TextInput
      id={`${pointer}/${field}`}
      label={t(`searchAsk.fields.${field}`)}
      description={description}
      value={factor[field]}
      error={errorOf(`${pointer}/${field}`)}
      onChange={(event) => put({ [field]: event.currentTarget.value })}
    />
  );
  const place = change?.fields[varied];
  const vary = (field: string, text: string) => {
    if (!change) return;
    const { [varied]: _, ...others } = change.fields;
    put({ varied: field, change: { kind: change.kind, fields: { ...others, [field]: text } } });
  };
  const given = GIVEN.filter((each) => use === 'range' || each !== 'between');
  return (
    <section className="variant" aria-label={t('searchAsk.factor', { id: factor.id })}>
      <div className="change-fields">
        {input('id', t('searchAsk.idHint'))}
        {input('name')}
        {change && (
          <>
            <NativeSelect
              id={`${pointer}/change`}
              label={t('searchAsk.varied')}
              value={varied}
              error={errorOf(`${pointer}/change`)}
              onChange={({ currentTarget: { value } }) => vary(value, firstTemplate(change.kind, value))}
              data={variableFields(change.kind).map(({ name }) => ({ value: name, label: fieldWord(change.kind, name, t) }))}
            />
            <AppliedField
              key={varied}
              id={`${pointer}/change/${varied}`}
              kind={change.kind}
              field={varied}
              text={typeof place === 'string' ? place : ''}
              error={errorOf(`${pointer}/change/${varied}`)}
              onChange={(text) => vary(varied, text)}
            />
          </>
        )}
        {use === 'ends' ? (
          <>
            {input('low')}
            {input('high')}
            {input('base', t('searchAsk.baseHint'))}
          </>
        ) : (
          <>
            <NativeSelect
              label={t('searchAsk.given')}
              value={factor.given}
              onChange={(event) => {
                const chosen = GIVEN.find((each) => each === event.currentTarget.value);
                if (chosen) put({ given: chosen });
              }}
              data={given.map((each) => ({ value: each, label: t(`searchAsk.ways.${each}`) }))}
            />
            {factor.given === 'values' ? (
              input('values', t(`searchAsk.valuesHints.${appliedOf(place)}`))
            ) : (
              <>
                {input('from')}
                {input('to')}
                {factor.given !== 'between' && (
                  <TextInput
                    id={`${pointer}/${factor.given}`}
                    label={t(`searchAsk.fields.${factor.given}`)}
                    value={factor.by}
                    error={errorOf(`${pointer}/${factor.given}`)}
                    onChange={(event) => put({ by: event.currentTarget.value })}
                  />
                )}
              </>
            )}
          </>
        )}
      </div>
      {change ? (
        <ChangeCard
          pointer={`${pointer}/change`}
          {...{ change, definition, speech, errorOf, onRemove }}
          sentence={t(`changeKinds.${change.kind}`)}
          without={varied}
          onChange={(changed) => put({ change: changed })}
        />
      ) : (
        <>
          <Textarea
            id={`${pointer}/change`}
            className="structure"
            label={t('searchAsk.written')}
            description={t('searchAsk.writtenHint')}
            autosize
            minRows={2}
            maxRows={12}
            spellCheck={false}
            value={factor.written}
            error={errorOf(`${pointer}/change`)}
            onChange={(event) => put({ written: event.currentTarget.value })}
          />
          <Button variant="subtle" className="remove-words" onClick={onRemove}>
            {t('searchAsk.removeFactor', { id: factor.id })}
          </Button>
        </>
      )}
    </section>
  );
}
