import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useBlocker } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlantFileDocument } from '../../../../src/contract/plant-file.js';
import { plantCheckQuery, plantFileQuery, plantFilesQuery, plantSchemaQuery } from '../../data/plant-file-queries.js';
import { Card } from '../../parts/card.js';
import { ApplyDialog } from './apply-dialog.js';
import { Changes } from './changes.js';
import { FileNotices, mayChange } from './file-notices.js';
import { useTimeOf } from './use-time-of.js';
import { FlowPreview } from './flow-preview.js';
import { Issues } from './issues.js';
import type { Schema } from './schema-at.js';
import { TextEditor, type GoTo } from './text-editor.js';
import { TextDifferences } from './text-differences.js';
import { Versions } from './versions.js';

/** A text is checked when nothing was typed for so long [ms]. */
const SETTLED_MS = 500;
const NO_ISSUES: never[] = [];

interface Props {
  onDisk: PlantFileDocument;
  refetch: () => Promise<PlantFileDocument | null>;
}

/** Where a plant file is changed: its text, what is wrong with it, what it would change, and how it is applied. */
export function FileDesk({ onDisk, refetch }: Props) {
  const { t } = useTranslation();
  const timeOf = useTimeOf();
  const queries = useQueryClient();
  const { file } = onDisk;
  const [base, setBase] = useState(onDisk);
  const [given, setGiven] = useState({ text: onDisk.text });
  const [text, setText] = useState(onDisk.text);
  const [said, setSaid] = useState<string | null>(null);
  const [asking, setAsking] = useState(false);
  const editor = useRef<GoTo>(null);
  const [settled] = useDebouncedValue(text, SETTLED_MS);
  const check = useQuery({ ...plantCheckQuery(file, settled), placeholderData: keepPreviousData });
  const kind = base.kind ?? 'Line';
  const schema = useQuery(plantSchemaQuery(kind));
  const dirty = text !== base.text;
  const editable = mayChange(base);
  const checking = settled !== text || check.isFetching;
  const issues = check.data?.issues ?? NO_ISSUES;
  useBlocker({
    shouldBlockFn: ({ current, next }) =>
      dirty && (next.pathname !== current.pathname || !('file' in next.search) || next.search.file !== file) && !confirm(t('files.discardSure', { file })),
    enableBeforeUnload: dirty,
  });

  const put = (next: string, sentence: string | null) => {
    setGiven({ text: next });
    setText(next);
    setSaid(sentence);
  };
  const applied = (document: PlantFileDocument) => {
    queries.setQueryData(plantFileQuery(file).queryKey, document);
    void queries.invalidateQueries({ queryKey: plantFilesQuery.queryKey });
    setBase(document);
    setAsking(false);
    setSaid(document.last && t('files.applied', { time: timeOf(document.last) }));
  };
  const rebase = async () => {
    const document = await refetch();
    if (document) setBase(document);
    setAsking(false);
    setSaid(t('files.rebased'));
  };
  return (
    <>
      <FileNotices document={base} said={said} />
      <div className="desk">
        <Card
          title={t('files.title', { file })}
          aside={
            editable && (
              <>
                <button
                  type="button"
                  className="button button-quiet"
                  disabled={!dirty}
                  onClick={() => confirm(t('files.discardSure', { file })) && put(base.text, null)}
                >
                  {t('files.discard')}
                </button>
                <button type="button" className="button" disabled={!dirty || checking || !check.data || issues.length > 0} onClick={() => setAsking(true)}>
                  {t('files.apply')}
                </button>
              </>
            )
          }
        >
          <p className="minor">
            {t('files.keysHelp')} {t('files.english')}
          </p>
          <TextEditor
            ref={editor}
            file={file}
            given={given}
            readOnly={!editable}
            schema={(schema.data as Schema | undefined) ?? null}
            issues={issues.filter((issue) => issue.file === file)}
            onChange={setText}
          />
        </Card>
        <Issues file={file} issues={issues} checking={checking} error={check.error} onGoTo={(place) => editor.current?.goTo(place)} />
      </div>
      {kind === 'Line' && <FlowPreview text={settled} />}
      <Changes changes={issues.length > 0 || !check.data ? null : check.data.changes} same={settled === base.textInForce} />
      <TextDifferences document={base} text={settled} />
      <Versions file={file} onOpen={(opened, time) => put(opened, t('files.opened', { time }))} />
      {asking && <ApplyDialog document={base} text={text} onApplied={applied} onRebase={() => void rebase()} onClose={() => setAsking(false)} />}
    </>
  );
}
