import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { LineDefinition } from '../../../../src/contract/line.js';
import type { SignalValue } from '../../../../src/contract/telemetry.js';
import { latestQuery } from '../../data/line-queries.js';
import { utcOf } from '../../format/iso.js';
import { Card } from '../../parts/card.js';
import { Doctor } from '../../parts/doctor.js';
import { DataTable } from '../../parts/data-table.js';
import { DownloadCsv } from '../../parts/download-csv.js';
import { Named } from '../../parts/named.js';
import { useFormat } from '../../parts/use-format.js';
import { signalFacts } from './shown-signals.js';
import { signalName } from './signal-name.js';

interface Props {
  line: string;
  unit: string;
  nowUs: number;
  definition: LineDefinition | undefined;
}

/** Every signal of a machine: newest value, how old it is, and how good. */
export function SignalsPanel({ line, unit, nowUs, definition }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const latest = useQuery(latestQuery(line)).data?.filter((each) => each.unit === unit);
  if (!latest) return null;
  const unitOf = (signal: string) => signalFacts(definition, unit, signal).unit ?? '';
  const text = (value: SignalValue) =>
    value === null ? '–' : typeof value === 'number' ? format.plain(value) : typeof value === 'boolean' ? t(value ? 'machine.yes' : 'machine.no') : value;
  const title = t('machine.signals');
  return (
    <Card
      title={title}
      aside={
        <DownloadCsv
          name={`${line}-${unit}-signals`}
          of={title}
          rows={() => [
            [t('machine.signal'), t('machine.value'), t('run.unit'), t('charts.time'), t('machine.quality')],
            ...latest.map(({ signal, value, measuredAtUs, quality }) => [
              signal,
              typeof value === 'boolean' ? String(value) : value,
              unitOf(signal),
              utcOf(measuredAtUs),
              quality,
            ]),
          ]}
        />
      }
    >
      {latest.length === 0 ? (
        <>
          <p className="minor">{t('machine.noSignals')}</p>
          <Doctor />
        </>
      ) : (
        <DataTable
          caption={t('machine.signalsCaption')}
          head={[t('machine.signal'), t('machine.value'), t('machine.age'), t('machine.quality')]}
          rows={latest.map(({ signal, value, measuredAtUs, quality }) => [
            <Named id={signal}>{signalName(t, format, signal, signalFacts(definition, unit, signal).name)}</Named>,
            `${text(value)} ${unitOf(signal)}`.trim(),
            format.duration(Math.max(0, (nowUs - measuredAtUs) / 1e6)),
            <span className={quality === 'good' ? '' : 'late'}>{t(`machine.qualities.${quality}`)}</span>,
          ])}
        />
      )}
    </Card>
  );
}
