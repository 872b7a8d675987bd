import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** Stays at the top of what is not live: what is shown instead, and one touch back. */
export function NotLive({ title, detail, onLive, children }: { title: string; detail?: string; onLive: () => void; children?: ReactNode }) {
  const { t } = useTranslation();
  return (
    <div className="not-live" role="status">
      <p>
        <b>{title}</b>
        {detail !== undefined && <span> {detail}</span>}
      </p>
      {children}
      <Button className="not-live-back" onClick={onLive}>
        {t('line.backToLive')}
      </Button>
    </div>
  );
}
