import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

/** A piece of a file, or a command, to be copied. */
export function Copied({ text }: { text: string }) {
  const { t } = useTranslation();
  const shown = useRef<HTMLPreElement>(null);
  const [done, setDone] = useState<'copied' | 'selected' | null>(null);
  // Browsers give the clipboard to pages of this host or of https alone: elsewhere the text is selected.
  const select = () => {
    getSelection()?.selectAllChildren(shown.current!);
    setDone('selected');
  };
  const copy = () => (isSecureContext ? navigator.clipboard.writeText(text).then(() => setDone('copied'), select) : select());
  return (
    <div className="copied">
      <pre ref={shown} tabIndex={0} role="group" aria-label={t('health.copy')}>
        <code>{text}</code>
      </pre>
      <button type="button" className="button button-quiet" onClick={() => void copy()}>
        {t('health.copy')}
      </button>
      <span className="minor" role="status">
        {done !== null && t(`health.${done}`)}
      </span>
    </div>
  );
}
