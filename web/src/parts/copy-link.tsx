import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { copyText } from './copy-text.js';
import { withSearch } from '../format/with-search.js';

/** Copies the address of the page: as it stands, which shows the present whenever it is opened, or that of the instant that is seen. */
export function CopyLink({ frozen }: { frozen: Record<string, string> }) {
  const { t } = useTranslation();
  const [done, setDone] = useState<{ copied: boolean; address: string } | null>(null);
  const copy = (address: string) => void copyText(address).then((copied) => setDone({ copied, address }));
  return (
    <span className="copy-link">
      <Button variant="default" onClick={() => copy(withSearch(location.href, {}, [...Object.keys(frozen), 'speed']))}>
        {t('link.relative')}
      </Button>
      <Button variant="default" onClick={() => copy(withSearch(location.href, frozen, ['speed']))}>
        {t('link.frozen')}
      </Button>
      <span role="status" className="minor">
        {done && (done.copied ? t('link.copied') : t('link.failed', { address: done.address }))}
      </span>
    </span>
  );
}
