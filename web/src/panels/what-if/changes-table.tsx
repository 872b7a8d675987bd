import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { LineDefinition } from '../../../../src/contract/line.js';
import { useFormat } from '../../parts/use-format.js';
import { cellKey, emptyVariant, LETTERS, MOST_VARIANTS, type Draft, type DraftVariant } from './draft.js';
import { changeText, parameterName, stationName, valueText } from './parameter-name.js';
import { readCell, startsFrom, type Parameter } from './parameters.js';

interface Props {
  definition: LineDefinition;
  parameters: Parameter[];
  draft: Draft;
  zone: string;
  /** the line's now */
  nowUs: number;
  onChange: (change: Partial<Draft>) => void;
  errorOf: (field: string) => string | undefined;
}

/** Rows are parameters, columns variants. Beside what is typed stands what was understood. */
export function ChangesTable({ definition, parameters, draft, zone, nowUs, onChange, errorOf }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const rows = draft.rows.flatMap((id) => parameters.find((parameter) => parameter.id === id) ?? []);
  const setVariant = (index: number, change: Partial<DraftVariant>) =>
    onChange({ variants: draft.variants.map((variant, i) => (i === index ? { ...variant, ...change } : variant)) });
  const nameOf = (parameter: Parameter) => `${stationName(parameter.unit, definition, format)}, ${parameterName(parameter, definition, t, format)}`;
  return (
    <>
      {rows.length === 0 ? (
        <p className="changes-none">{t('whatIf.noChanges')}</p>
      ) : (
        <div className="table-scroll">
          <table className="changes">
            <thead>
              <tr>
                <th scope="col">{t('whatIf.parameter')}</th>
                <th scope="col">{t('whatIf.now')}</th>
                {draft.variants.map((variant, i) => (
                  <th scope="col" key={i}>
                    <div className="variant-head">
                      <TextInput
                        aria-label={t('whatIf.variantName', { letter: LETTERS[i] })}
                        placeholder={t('whatIf.variant', { letter: LETTERS[i] })}
                        value={variant.name}
                        maxLength={200}
                        onChange={(event) => setVariant(i, { name: event.currentTarget.value })}
                      />
                      {draft.variants.length > 1 && (
                        <Button
                          variant="subtle"
                          className="remove"
                          aria-label={t('whatIf.removeVariant', { name: variant.name || LETTERS[i] })}
                          onClick={() => onChange({ variants: draft.variants.filter((_, j) => j !== i) })}
                        >
                          ✕
                        </Button>
                      )}
                    </div>
                  </th>
                ))}
                <th />
              </tr>
            </thead>
            <tbody>
              {rows.map((parameter) => (
                <tr key={parameter.id}>
                  <th scope="row">
                    {stationName(parameter.unit, definition, format)}
                    <span className="minor">{parameterName(parameter, definition, t, format)}</span>
                  </th>
                  <td data-label={t('whatIf.now')}>
                    {parameter.measured && (
                      <div className="measured">
                        <b>{format.rate(parameter.measured.ratePerMin)}</b>
                        <span className="minor">{t('whatIf.measured', { time: format.moment(parameter.measured.sinceUs, nowUs, zone) })}</span>
                      </div>
                    )}
                    {parameter.measured ? (
                      <span>{valueText(parameter, parameter.now, definition, t, format)}</span>
                    ) : (
                      <b>{valueText(parameter, parameter.now, definition, t, format)}</b>
                    )}
                    <span className="minor">{t(parameter.kind === 'rate' ? 'whatIf.ideal' : 'whatIf.origin')}</span>
                  </td>
                  {draft.variants.map((variant, i) => (
                    <td key={i} data-label={variant.name || t('whatIf.variant', { letter: LETTERS[i] })}>
                      <CellInput
                        label={`${nameOf(parameter)}, ${variant.name || t('whatIf.variant', { letter: LETTERS[i] })}`}
                        {...{ parameter, variant, definition }}
                        relative={draft.start === 'snapshot' && parameter.kind === 'rate'}
                        error={errorOf(cellKey(i, parameter.id))}
                        onText={(text) => setVariant(i, { cells: { ...variant.cells, [parameter.id]: text } })}
                        onWakeUp={(text) => setVariant(i, { wakeUps: { ...variant.wakeUps, [parameter.id]: text } })}
                      />
                    </td>
                  ))}
                  <td>
                    <Button
                      variant="subtle"
                      className="remove"
                      aria-label={t('whatIf.removeParameter', { name: nameOf(parameter) })}
                      onClick={() => onChange({ rows: draft.rows.filter((id) => id !== parameter.id) })}
                    >
                      ✕
                    </Button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <div className="changes-add">
        <NativeSelect
          aria-label={t('whatIf.addParameter')}
          value=""
          onChange={(event) => {
            if (event.currentTarget.value) onChange({ rows: [...draft.rows, event.currentTarget.value] });
          }}
        >
          <option value="">{t('whatIf.addParameter')} …</option>
          {definition.stations.map((station) => (
            <optgroup key={station.id} label={format.name(station.name)}>
              {parameters
                .filter((parameter) => parameter.unit === station.id && !draft.rows.includes(parameter.id))
                .map((parameter) => (
                  <option key={parameter.id} value={parameter.id}>
                    {parameterName(parameter, definition, t, format)} ({valueText(parameter, parameter.now, definition, t, format)})
                  </option>
                ))}
            </optgroup>
          ))}
        </NativeSelect>
        {rows.length > 0 && draft.variants.length < MOST_VARIANTS && (
          <Button variant="default" onClick={() => onChange({ variants: [...draft.variants, emptyVariant()] })}>
            {t('whatIf.addVariant')}
          </Button>
        )}
      </div>
    </>
  );
}

interface CellProps {
  label: string;
  parameter: Parameter;
  variant: DraftVariant;
  definition: LineDefinition;
  /** what a factor multiplies is not known here */
  relative: boolean;
  error: string | undefined;
  onText: (text: string) => void;
  onWakeUp: (text: string) => void;
}

function CellInput({ label, parameter, variant, definition, relative, error, onText, onWakeUp }: CellProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const text = variant.cells[parameter.id] ?? '';
  const cell = readCell(parameter, text);
  const understood =
    cell.kind === 'value'
      ? relative && cell.factor !== null
        ? changeText(1, cell.factor, format)
        : [
            parameter.measured && cell.factor !== null ? format.rate(cell.value) : valueText(parameter, cell.value, definition, t, format),
            changeText(startsFrom(parameter), cell.value, format),
          ]
            .filter(Boolean)
            .join('  ')
      : cell.kind === 'never'
        ? t('whatIf.never')
        : cell.kind === 'unchanged'
          ? t('whatIf.unchanged')
          : undefined;
  return (
    <>
      <TextInput
        aria-label={label}
        value={text}
        onChange={(event) => onText(event.currentTarget.value)}
        description={understood}
        inputWrapperOrder={['input', 'description', 'error']}
        error={
          error ??
          (cell.kind === 'fault'
            ? t(
                cell.reason === 'unknown-unit'
                  ? 'whatIf.unknownUnit'
                  : cell.reason === 'too-small'
                    ? 'whatIf.tooSmall'
                    : cell.reason === 'too-large'
                      ? 'whatIf.tooLarge'
                      : 'whatIf.notANumber',
              )
            : undefined)
        }
        className={cell.kind === 'unchanged' ? 'cell' : 'cell cell-changed'}
      />
      {parameter.kind === 'standby' && parameter.now === null && cell.kind === 'value' && (
        <TextInput
          aria-label={`${label}, ${t('whatIf.wakeUp')}`}
          leftSection={null}
          description={t('whatIf.wakeUp')}
          value={variant.wakeUps[parameter.id] ?? '60 s'}
          onChange={(event) => onWakeUp(event.currentTarget.value)}
          className="cell"
        />
      )}
    </>
  );
}
