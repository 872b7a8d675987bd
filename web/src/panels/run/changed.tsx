import { useTranslation } from 'react-i18next';
import type { LineDefinition } from '../../../../src/contract/line.js';
import type { Run } from '../../../../src/contract/run.js';
import type { ScenarioDocument } from '../../../../src/contract/scenario.js';
import { Card } from '../../parts/card.js';
import { useFormat } from '../../parts/use-format.js';
import { fromRun } from '../what-if/draft.js';
import { changeText, parameterName, stationName, valueText } from '../what-if/parameter-name.js';
import { parametersOf, readCell } from '../what-if/parameters.js';

/** What each variant has otherwise than the line as it is. */
export function Changed({ run, definition, title }: { title: string; run: Pick<Run, 'request' | 'question' | 'result'>; definition: LineDefinition }) {
  const { t } = useTranslation();
  const format = useFormat();
  const asked = run.request as ScenarioDocument;
  const draft = fromRun(run, definition);
  const parameters = parametersOf(definition).filter((parameter) => draft.rows.includes(parameter.id));
  if ((asked.variants ?? []).length === 0) return null;
  return (
    <Card title={title}>
      {draft.variants.map((variant, i) => (
        <div key={i} className="changed">
          {draft.variants.length > 1 && <h3>{variant.name || asked.variants![i]!.id.toUpperCase()}</h3>}
          <ul>
            {parameters.map((parameter) => {
              const cell = readCell(parameter, variant.cells[parameter.id] ?? '');
              if (cell.kind !== 'value' && cell.kind !== 'never') return null;
              const value = cell.kind === 'value' ? cell.value : null;
              const name = `${stationName(parameter.unit, definition, format)}, ${parameterName(parameter, definition, t, format)}`;
              // What a factor of a rate multiplies may have been measured: the notes tell.
              if (parameter.kind === 'rate' && cell.kind === 'value' && cell.factor !== null) {
                return (
                  <li key={parameter.id}>
                    {t('charts.pair', { name, value: '' })}
                    <b>×{format.plain(cell.factor)}</b>
                  </li>
                );
              }
              return (
                <li key={parameter.id}>
                  {t('charts.pair', {
                    name,
                    value: valueText(parameter, parameter.now, definition, t, format),
                  })}{' '}
                  → <b>{valueText(parameter, value, definition, t, format)}</b>{' '}
                  {value !== null && <span className="minor">{changeText(parameter.now, value, format)}</span>}
                </li>
              );
            })}
            {variant.others.map((change, k) => (
              <li key={k}>
                <code>{JSON.stringify(change)}</code>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </Card>
  );
}
