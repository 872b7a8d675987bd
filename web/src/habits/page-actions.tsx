import '../i18n/habits.js';
import { Button } from '@mantine/core';
import { useLocation } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { serverNowUs } from '../data/server-clock.js';
import { CopyLink } from '../parts/copy-link.js';
import { act } from './listen-to-keys.js';
import { pageFiles, pageWindows } from './page.js';
import { placeOf } from './place.js';
import { useListed } from './use-listed.js';
import { followsNow, frozen, stretchOf } from './window-moves.js';

/** What can be done with a page as a whole: taken away as a file, printed, and, where it tells of a window, given to others. */
export default function PageActions() {
  const { t } = useTranslation();
  const files = useListed(pageFiles);
  const window = useListed(pageWindows).at(-1);
  const place = placeOf(useLocation().pathname);
  const stretch = window && stretchOf(window, serverNowUs());
  return (
    <div className="page-actions">
      {(place !== null || files.length > 0) && (
        <Button variant="default" onClick={() => act('export')} aria-keyshortcuts="e">
          {t('habits.export')}
        </Button>
      )}
      <Button variant="default" onClick={() => act('print')} aria-keyshortcuts="p">
        {t('habits.print')}
      </Button>
      {window && stretch && <CopyLink of="window" frozen={frozen(stretch)} without={followsNow(window) ? [] : null} />}
    </div>
  );
}
