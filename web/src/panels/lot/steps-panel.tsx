import { useTranslation } from 'react-i18next';
import type { CellDefinition } from '../../../../src/contract/cell.js';
import { useQuery } from '@tanstack/react-query';
import type { LotRecord, LotStep } from '../../../../src/contract/cell-view.js';
import { cellDefinitionQuery } from '../../data/cell-queries.js';
import type { CellItems } from '../../../../src/contract/cell-items.js';
import type { CellNames } from '../../../../src/contract/cell-names.js';
import { unitText } from '../../format/unit-text.js';
import { Card } from '../../parts/card.js';
import { DownloadCsv } from '../../parts/download-csv.js';
import { Named } from '../../parts/named.js';
import { useFormat } from '../../parts/use-format.js';
import { WideTable } from '../../parts/wide-table.js';
import { stepRows } from './lot-files.js';

interface Shown {
  record: LotRecord;
  names: CellNames;
  items: CellItems;
  cell: string;
  nowUs: number;
  timezone: string;
}

/** What was done to the lot, step by step: when, how many came out, what it used. */
export function StepsPanel(shown: Shown) {
  const { t } = useTranslation();
  const definition = useQuery(cellDefinitionQuery(shown.cell)).data?.definition;
  const heads = [t('lot.step'), t('lot.from'), t('lot.lasted'), t('lot.in'), t('lot.good'), t('lot.rejected'), t('lot.energy'), t('cell.utilities')];
  const { steps } = shown.record;
  return (
    <Card
      title={t('lot.steps')}
      aside={steps.length > 0 && <DownloadCsv name={`${shown.record.lot}-steps`} of={t('lot.steps')} rows={() => stepRows(shown.record)} />}
    >
      {steps.length === 0 ? (
        <p className="minor">{t('lot.noSteps')}</p>
      ) : (
        <WideTable caption={t('lot.steps')} heads={heads}>
          {steps.map((step, i) => (
            <StepRow key={i} step={step} heads={heads} definition={definition} {...shown} />
          ))}
        </WideTable>
      )}
    </Card>
  );
}

function StepRow({
  step,
  record,
  heads,
  names,
  items,
  nowUs,
  timezone,
  definition,
}: Shown & { step: LotStep; heads: string[]; definition: CellDefinition | undefined }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { fromUs, toUs, itemsIn, good, rejected, kwh, utilities, phases } = step;
  const moment = (us: number) => format.moment(us, nowUs, timezone);
  const lasted = fromUs === null ? '–' : format.lasted(((toUs ?? nowUs) - fromUs) / 1e6);
  const unitOf = (id: string) => unitText(definition?.utilities.find((utility) => utility.id === id)?.unit ?? '');
  const out = items.outOf(step.step, record.product, step.source);
  const amounts: [head: number, text: string][] = [
    [3, format.count(itemsIn, items.into(step.step, record.product))],
    [4, format.count(good, out)],
    [5, format.count(rejected, out)],
  ];
  return (
    <tr>
      <th scope="row">
        <Named id={step.source}>{names.source(step.source)}</Named>
        <span className="minor below" title={step.step}>
          {names.step(step.step, record.product)}
        </span>
        {phases.length > 0 && (
          <details className="minor">
            <summary>{t('lot.phases', { n: phases.length })}</summary>
            <ul>
              {phases.map(({ phase, fromUs: began, toUs: ended }) => (
                <li key={began} title={phase}>
                  {t('lot.phaseLine', {
                    phase: names.phase(phase, step.source) ?? phase,
                    time: moment(began),
                    duration: format.duration(((ended ?? nowUs) - began) / 1e6),
                  })}
                  {ended === null && ` (${t('lot.underWay')})`}
                </li>
              ))}
            </ul>
          </details>
        )}
      </th>
      <td data-label={heads[1]}>{fromUs === null ? t('lot.notHeard') : moment(fromUs)}</td>
      <td data-label={heads[2]}>
        {lasted}
        {toUs === null && <span className="minor below">{t('lot.underWay')}</span>}
      </td>
      {amounts.map(([head, text]) => (
        <td key={head} data-label={heads[head]} className="number">
          {text}
        </td>
      ))}
      <td data-label={heads[6]} className="number">
        <Used entries={Object.entries(kwh).map(([carrier, value]) => [names.carrier(carrier), format.kwh(value)])} />
      </td>
      <td data-label={heads[7]} className="number">
        <Used entries={Object.entries(utilities).map(([id, value]) => [names.utility(id), `${format.figure(value)}\u202f${unitOf(id)}`])} />
      </td>
    </tr>
  );
}

function Used({ entries }: { entries: [name: string, text: string][] }) {
  if (entries.length === 0) return <span className="minor">–</span>;
  return (
    <ul>
      {entries.map(([name, text]) => (
        <li key={name}>
          <span className="minor">{name}</span> {text}
        </li>
      ))}
    </ul>
  );
}
