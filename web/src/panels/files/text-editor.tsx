import { useEffect, useImperativeHandle, useRef, useState, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlantTextIssue } from '../../../../src/contract/plant-file.js';
import { usePreferences } from '../../shell/preferences-provider.js';
import type { CodeEditor } from './code-editor.js';
import type { Schema } from './schema-at.js';

export interface GoTo {
  goTo(place: Pick<PlantTextIssue, 'line' | 'column'>): void;
}

interface Props {
  ref?: Ref<GoTo>;
  file: string;
  /** what is put into the editor; put in anew where it is another object */
  given: { text: string };
  readOnly: boolean;
  schema: Schema | null;
  issues: readonly PlantTextIssue[];
  onChange: (text: string) => void;
}

/** The text of a plant file with completion and markers. The editor is loaded when it is first needed. */
export function TextEditor({ ref, file, given, readOnly, schema, issues, onChange }: Props) {
  const { t } = useTranslation();
  const { language, scheme } = usePreferences();
  const place = useRef<HTMLDivElement>(null);
  const [editor, setEditor] = useState<CodeEditor | null>(null);
  const settings = { label: t('files.label', { file }), readOnly, schema, language, scheme, t };
  const latest = useRef({ given, settings, onChange });
  useEffect(() => {
    latest.current = { given, settings, onChange };
  });
  useEffect(() => {
    let opened: CodeEditor | null = null;
    let gone = false;
    void import('./code-editor.js').then(({ openEditor }) => {
      if (gone || !place.current) return;
      opened = openEditor(place.current, latest.current.given.text, latest.current.settings, (changed) => latest.current.onChange(changed));
      setEditor(opened);
    });
    return () => {
      gone = true;
      opened?.destroy();
      setEditor(null);
    };
  }, []);
  useEffect(() => editor?.setText(given.text), [editor, given]);
  useEffect(
    () => editor?.set({ label: t('files.label', { file }), readOnly, schema, language, scheme, t }),
    [editor, file, readOnly, schema, language, scheme, t],
  );
  useEffect(() => editor?.setIssues(issues), [editor, issues]);
  useImperativeHandle(ref, () => ({ goTo: (at) => editor?.goTo(at) }), [editor]);
  return (
    <>
      {!editor && <p className="notice">{t('files.reading')}</p>}
      <div ref={place} className="code" />
    </>
  );
}
