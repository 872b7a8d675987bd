import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { LineDefinition } from '../../../../src/contract/line.js';
import type { Parameter } from '../../../../src/contract/parameter.js';
import { parametersQuery } from '../../data/line-queries.js';
import { Card } from '../../parts/card.js';
import { DataTable } from '../../parts/data-table.js';
import { DownloadCsv } from '../../parts/download-csv.js';
import { useFormat } from '../../parts/use-format.js';
import { Named } from '../../parts/named.js';
import { parameterPlace } from './parameter-place.js';
import { parameterText } from './parameter-text.js';

/** Every number that the plant file says of a machine, and where it comes from. */
export function ParametersPanel({ line, unit, definition }: { line: string; unit: string; definition: LineDefinition | undefined }) {
  const { t } = useTranslation();
  const format = useFormat();
  const parameters = useQuery(parametersQuery(line)).data;
  if (!parameters) return null;
  const own = `/stations/${unit}/`;
  const items = parameters.items.filter(({ pointer }) => pointer.startsWith(own));
  const origin = ({ origin: of, source, type, from, to }: Parameter) =>
    [
      of === null ? t('machine.noOrigin') : t(`machine.origins.${of}`),
      type !== null && t('machine.ofType', { type }),
      source,
      from !== null && to !== null && `${from} – ${to}`,
    ]
      .filter(Boolean)
      .join(', ');
  const head = [t('machine.parameter'), t('machine.value'), t('machine.origin')];
  const station = definition?.stations.find(({ id }) => id === unit);
  const rows = items.map((parameter) => {
    const place = parameter.pointer.slice(own.length);
    return { place, name: parameterPlace(place, station, t, format), value: parameterText(t, format, parameter), from: origin(parameter) };
  });
  return (
    <Card
      title={t('machine.parameters')}
      aside={
        <>
          <span className="hint">{t('machine.version', { version: parameters.version.slice(0, 8) })}</span>
          <DownloadCsv
            name={`${line}-${unit}-parameters`}
            rows={() => [head, ...rows.map(({ name, value, from }) => [name, value, from])]}
            of={t('machine.parameters')}
          />
        </>
      }
    >
      <DataTable
        words
        caption={t('machine.parametersCaption')}
        head={head}
        rows={rows.map(({ place, name, value, from }) => [<Named id={place}>{name}</Named>, value, from])}
      />
    </Card>
  );
}
