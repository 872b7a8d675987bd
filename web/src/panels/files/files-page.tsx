import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { plantFilesQuery } from '../../data/plant-file-queries.js';
import '../../i18n/files.js';
import { Card } from '../../parts/card.js';
import { PageHead } from '../../parts/page-head.js';
import { useCommonZone } from '../../parts/use-common-zone.js';
import { useTitle } from '../../parts/use-title.js';
import { Failed } from '../../shell/failed.js';
import '../../theme/files.css';
import { FileView } from './file-view.js';
import { FilesTable } from './files-table.js';

/** The plant files: what there is, and one of them to be read, changed and applied. */
export function FilesPage() {
  const { t } = useTranslation();
  const { file } = useSearch({ from: '/files' });
  const files = useQuery(plantFilesQuery);
  const zone = useCommonZone();
  useTitle(file ?? t('lines.plantFiles'));
  if (files.error && !files.data) return <Failed error={files.error} reset={() => void files.refetch()} />;
  if (!files.data) return <p className="notice">{t('app.loading')}</p>;
  const { items } = files.data;
  const way = file === undefined ? [] : [<Link to="/files">{t('lines.plantFiles')}</Link>];
  return (
    <div className="page plant-files">
      <PageHead way={way} title={file ?? t('lines.plantFiles')}>
        <p className="minor">
          <span>{t('files.about')}</span>
          <span>{t('files.zone', { zone })}</span>
        </p>
      </PageHead>
      {file === undefined && (
        <Card title={t('files.list', { n: items.length })}>{items.length === 0 ? <p>{t('files.none')}</p> : <FilesTable items={items} />}</Card>
      )}
      {file !== undefined &&
        (items.find((each) => each.file === file)?.state === 'gone' ? (
          <p className="problem">{t('files.gone', { file })}</p>
        ) : (
          <FileView key={file} file={file} />
        ))}
    </div>
  );
}
