import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { copyText } from './copy-text.js';
import { withSearch } from '../format/with-search.js';

interface Props {
  /** what the address says where it is to show what is seen now */
  frozen: Record<string, string>;
  /** what it leaves out to show the present; null: it cannot */
  without?: readonly string[] | null;
  /** what is seen: an instant, or a window */
  of?: 'instant' | 'window';
}

/** Copies the address of the page: as it stands, which shows the present whenever it is opened, or that of the instant or window that is seen. */
export function CopyLink({ frozen, without = Object.keys(frozen), of = 'instant' }: Props) {
  const { t } = useTranslation();
  const [done, setDone] = useState<{ copied: boolean; address: string } | null>(null);
  const copy = (address: string) => void copyText(address).then((copied) => setDone({ copied, address }));
  return (
    <span className="copy-link">
      {without && (
        <Button variant="default" onClick={() => copy(withSearch(location.href, {}, [...without, 'speed']))}>
          {t('link.relative')}
        </Button>
      )}
      <Button variant="default" onClick={() => copy(withSearch(location.href, frozen, ['speed']))}>
        {t(of === 'window' ? 'link.window' : 'link.frozen')}
      </Button>
      <span role="status" className="minor">
        {done && (done.copied ? t('link.copied') : t('link.failed', { address: done.address }))}
      </span>
    </span>
  );
}
