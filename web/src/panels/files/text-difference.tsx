import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { usePreferences } from '../../shell/preferences-provider.js';

/** How a text differs from another, line by line. */
export function TextDifference({ file, before, after }: { file: string; before: string; after: string }) {
  const { t } = useTranslation();
  const { language, scheme } = usePreferences();
  const place = useRef<HTMLDivElement>(null);
  const label = t('files.diffLabel', { file });
  useEffect(() => {
    let close: (() => void) | null = null;
    let gone = false;
    void import('./code-editor.js').then(({ openDifference }) => {
      if (!gone && place.current) close = openDifference(place.current, before, after, { label, language, scheme });
    });
    return () => {
      gone = true;
      close?.();
    };
  }, [before, after, label, language, scheme]);
  return <div ref={place} className="code code-difference" />;
}
