import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { plantFileQuery } from '../../data/plant-file-queries.js';
import { Failed } from '../../shell/failed.js';
import { FileDesk } from './file-desk.js';

/** One plant file. What is written stays while the file is asked for anew. */
export function FileView({ file }: { file: string }) {
  const { t } = useTranslation();
  const found = useQuery(plantFileQuery(file));
  if (found.error && !found.data) return <Failed error={found.error} reset={() => void found.refetch()} />;
  if (!found.data) return <p className="notice">{t('app.loading')}</p>;
  return <FileDesk onDisk={found.data} refetch={async () => (await found.refetch()).data ?? null} />;
}
