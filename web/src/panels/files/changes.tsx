import { useTranslation } from 'react-i18next';
import type { PlantChange } from '../../../../src/contract/plant-file.js';
import { Card } from '../../parts/card.js';
import { DataTable } from '../../parts/data-table.js';
import { useFormat } from '../../parts/use-format.js';
import { toldChange } from './change-words.js';

/** What would differ from what runs, number by number. `changes` is null where the text is not right; `same`: it is the very text that runs. */
export function Changes({ changes, same }: { changes: readonly PlantChange[] | null; same: boolean }) {
  const { t } = useTranslation();
  return (
    <Card title={t('files.difference')}>
      {changes === null && <p>{t('files.afterIssues')}</p>}
      {changes?.length === 0 && <p>{t(same ? 'files.same' : 'files.onlyWords')}</p>}
      {changes?.map((change) => (
        <Change key={change.id} change={change} />
      ))}
    </Card>
  );
}

function Change({ change: { name: names, what, places } }: { change: PlantChange }) {
  const { t } = useTranslation();
  const format = useFormat();
  const name = format.name(names);
  if (what !== 'changed') return <p>{t(what === 'added' ? 'files.added' : 'files.removed', { name })}</p>;
  const told = places.map((place) => toldChange(place, format));
  return (
    <>
      <h3>{t('files.changed', { name, n: places.length })}</h3>
      <DataTable
        words
        caption={t('files.changesCaption', { name })}
        head={[t('files.place'), t('files.before'), t('files.after')]}
        rows={told.map(({ where, before, after }) => [where, before, <b>{after}</b>])}
      />
    </>
  );
}
