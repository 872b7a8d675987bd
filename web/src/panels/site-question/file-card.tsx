import { Button, FileButton, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Card } from '../../parts/card.js';
import { downloadText } from '../../parts/download-text.js';
import { fileText, takeFile, type Asked, type FileFault } from './question-file.js';

interface Props<Document> {
  cell: string;
  asked: Asked<Document>;
  /** what the form means */
  document: unknown;
  onTake: (document: Document) => void;
}

/** The question as a file, to be read, changed, taken from somewhere else or away. */
export function FileCard<Document extends { cell: string }>({ cell, asked, document, onTake }: Props<Document>) {
  const { t } = useTranslation();
  /** as it was changed here; null: as the form means it */
  const [edited, setEdited] = useState<string | null>(null);
  const [open, setOpen] = useState(false);
  const [faults, setFaults] = useState<readonly FileFault[]>([]);
  const text = edited ?? fileText(document);
  const take = (written: string) => {
    const taken = takeFile(written, asked);
    const wrong = !taken.ok ? taken.faults : taken.document.cell === cell ? [] : [{ line: 1, detail: t('siteAsk.fileOtherSite', { cell: taken.document.cell, here: cell }) }]; // prettier-ignore
    setFaults(wrong);
    setEdited(wrong.length === 0 ? null : written);
    if (taken.ok && wrong.length === 0) onTake(taken.document);
  };
  return (
    <Card
      title={t('siteAsk.file')}
      aside={
        <>
          <FileButton
            accept=".yaml,.yml,.json,text/yaml,application/json"
            onChange={(file) => {
              setOpen(true);
              void file?.text().then(take);
            }}
          >
            {(props) => (
              <Button variant="default" {...props}>
                {t('siteAsk.fileOpen')}
              </Button>
            )}
          </FileButton>
          <Button variant="default" onClick={() => downloadText(`${cell}-question.yaml`, text, 'application/yaml')}>
            {t('siteAsk.fileDownload')}
          </Button>
          <Button variant="subtle" aria-expanded={open} onClick={() => setOpen(!open)}>
            {t(open ? 'siteAsk.fileHide' : 'siteAsk.fileShow')}
          </Button>
        </>
      }
    >
      {open && (
        <>
          <p className="minor">{t('siteAsk.fileHint')}</p>
          <Textarea
            aria-label={t('siteAsk.file')}
            className="structure"
            rows={Math.min(30, Math.max(12, text.split('\n').length))}
            spellCheck={false}
            value={text}
            onChange={(event) => setEdited(event.currentTarget.value)}
            error={faults.length > 0 ? faults.map(({ line, detail }) => t('siteAsk.fileFault', { line, detail })).join('\n') : undefined}
          />
          {edited !== null && (
            <div className="actions">
              <Button onClick={() => take(edited)}>{t('siteAsk.fileTake')}</Button>
            </div>
          )}
        </>
      )}
    </Card>
  );
}
