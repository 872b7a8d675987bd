import { useTranslation } from 'react-i18next';
import type { PlantFileDocument } from '../../../../src/contract/plant-file.js';

export const mayChange = ({ mayEdit, writable }: PlantFileDocument): boolean => mayEdit && writable;

/** What one must know before changing a file: whether one may, and whether what is on disk runs. */
export function FileNotices({ document, said }: { document: PlantFileDocument; said: string | null }) {
  const { t } = useTranslation();
  const { mayEdit, writable, state, id } = document;
  const what = id === null ? t('files.readOnlyWhat.all') : t('files.readOnlyWhat.one', { id });
  return (
    <>
      <div role="status">{said && <p className="told">{said}</p>}</div>
      {!mayEdit && <p className="told">{t('files.readOnlyScope', { what })}</p>}
      {mayEdit && !writable && <p className="told">{t('files.readOnlyDisk')}</p>}
      {state !== 'in-force' && <p className="told">{t('files.pending')}</p>}
    </>
  );
}
