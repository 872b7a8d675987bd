import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { CopyLink } from '../../parts/copy-link.js';
import { PageActions } from '../../parts/page-actions.js';
import { isoOf } from '../../format/iso.js';

/** So long before now a replay begins [us]. */
const REPLAY_FROM_US = 15 * 60e6;

/** What can be done with a view that is live: stop it, see the last minutes again, give its address to others. */
export function LineActions({ nowUs, frozen, onFreeze }: { nowUs: number; frozen: boolean; onFreeze: () => void }) {
  const { t } = useTranslation();
  return (
    <div className="line-actions">
      {!frozen && (
        <Button variant="default" onClick={onFreeze} aria-keyshortcuts="f">
          {t('line.freeze')}
        </Button>
      )}
      <Link from="/lines/$line" to="." search={(search) => ({ ...search, at: isoOf(frozen ? nowUs : nowUs - REPLAY_FROM_US) })} className="button button-quiet">
        {t('line.replay')}
      </Link>
      <PageActions />
      <CopyLink frozen={{ at: isoOf(nowUs) }} />
    </div>
  );
}
