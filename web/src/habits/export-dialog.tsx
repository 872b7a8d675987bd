import { useLocation, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Modal } from './modal.js';
import { pageFiles } from './page.js';
import { placeOf } from './place.js';
import { RecordExport } from './record-export.js';
import { useListed } from './use-listed.js';

/** What of this page can be had as a file: the figures that are shown, and the record of the line or site behind them. */
export function ExportDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const files = useListed(pageFiles);
  const place = placeOf(useLocation().pathname);
  const { unit } = useParams({ strict: false });
  return (
    <Modal title={t('habits.export')} onClose={onClose}>
      {files.length > 0 && (
        <section>
          <h3>{t('habits.shownFigures')}</h3>
          <ul className="export-files">
            {files.map(({ name, give }) => (
              <li key={name}>
                <button type="button" className="button button-quiet" onClick={give} aria-label={t('charts.csvOf', { of: name })}>
                  {t('charts.csv')}
                </button>
                <span>{name}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {place && <RecordExport place={place} unit={unit ?? null} />}
      {files.length === 0 && !place && <p>{t('habits.noFiles')}</p>}
    </Modal>
  );
}
