import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { yaml } from '@codemirror/lang-yaml';
import { bracketMatching, foldGutter, foldKeymap, indentOnInput, indentUnit } from '@codemirror/language';
import { lintGutter, lintKeymap, setDiagnostics } from '@codemirror/lint';
import { unifiedMergeView } from '@codemirror/merge';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { Compartment, EditorState, type Extension } from '@codemirror/state';
import { drawSelection, EditorView, highlightActiveLine, highlightActiveLineGutter, keymap, lineNumbers } from '@codemirror/view';
import type { TFunction } from 'i18next';
import type { PlantTextIssue } from '../../../../src/contract/plant-file.js';
import type { Language } from '../../format/language.js';
import { frEditor } from '../../i18n/fr-editor.js';
import { completionBy } from './completion.js';
import { stretchAt } from './markers.js';
import type { Scheme } from '../../theme/palette.js';
import type { Schema } from './schema-at.js';
import { yamlColours } from './yaml-colours.js';

export interface EditorSettings {
  /** what it is called for those who do not see it */
  label: string;
  readOnly: boolean;
  /** null: nothing is completed */
  schema: Schema | null;
  language: Language;
  scheme: Scheme;
  t: TFunction;
}

/** A text that is edited in an element of the page. */
export interface CodeEditor {
  setText(text: string): void;
  set(settings: EditorSettings): void;
  setIssues(issues: readonly Pick<PlantTextIssue, 'line' | 'column' | 'message'>[]): void;
  /** Puts the cursor at a line and a column (from 1), and the focus into the text. */
  goTo(place: Pick<PlantTextIssue, 'line' | 'column'>): void;
  destroy(): void;
}

const phrases = (language: Language) => EditorState.phrases.of(language === 'fr' ? frEditor : {});
const separatorOf = (text: string): Extension => (text.includes('\r\n') ? EditorState.lineSeparator.of('\r\n') : []);

const settingsOf = ({ label, readOnly, schema, language, scheme, t }: EditorSettings): Extension => [
  EditorView.darkTheme.of(scheme === 'dark'),
  EditorState.readOnly.of(readOnly),
  EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0', ...(readOnly ? { 'aria-readonly': 'true' } : {}) }),
  phrases(language),
  autocompletion({ override: schema && !readOnly ? [completionBy(schema, t)] : [], icons: false }),
];

/** Opens an editor. The ends of lines stay what they are. */
export function openEditor(parent: HTMLElement, text: string, settings: EditorSettings, onChange: (text: string) => void): CodeEditor {
  const further = new Compartment();
  const state = (content: string, now: EditorSettings) =>
    EditorState.create({
      doc: content,
      extensions: [
        separatorOf(content),
        lineNumbers(),
        foldGutter(),
        lintGutter(),
        history(),
        drawSelection(),
        indentUnit.of('  '),
        indentOnInput(),
        bracketMatching(),
        closeBrackets(),
        highlightActiveLine(),
        highlightActiveLineGutter(),
        highlightSelectionMatches(),
        search({ top: true }),
        yaml(),
        yamlColours,
        keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...searchKeymap, ...historyKeymap, ...foldKeymap, ...completionKeymap, ...lintKeymap]),
        EditorView.updateListener.of(({ docChanged, state: changed }) => docChanged && onChange(changed.sliceDoc())),
        further.of(settingsOf(now)),
      ],
    });
  let present = settings;
  const view = new EditorView({ parent, state: state(text, settings) });
  return {
    setText: (content) => {
      if (content !== view.state.sliceDoc()) view.setState(state(content, present));
    },
    set: (next) => {
      present = next;
      view.dispatch({ effects: further.reconfigure(settingsOf(next)) });
    },
    setIssues: (issues) => {
      const content = view.state.doc.toString(); // with \n at the ends of lines, as positions count
      const diagnostics = issues.map((issue) => ({ ...stretchAt(content, issue), severity: 'error' as const, message: issue.message }));
      view.dispatch(setDiagnostics(view.state, diagnostics));
    },
    goTo: (place) => {
      const { from } = stretchAt(view.state.doc.toString(), place);
      view.dispatch({ selection: { anchor: from }, effects: EditorView.scrollIntoView(from, { y: 'center' }) });
      view.focus();
    },
    destroy: () => view.destroy(),
  };
}

/** Shows how a text differs from another, line by line, without what is equal. */
export function openDifference(
  parent: HTMLElement,
  before: string,
  after: string,
  { label, language, scheme }: Pick<EditorSettings, 'label' | 'language' | 'scheme'>,
): () => void {
  const view = new EditorView({
    parent,
    doc: after,
    extensions: [
      EditorState.readOnly.of(true),
      EditorView.editable.of(false),
      EditorView.darkTheme.of(scheme === 'dark'),
      EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0' }),
      phrases(language),
      lineNumbers(),
      yaml(),
      yamlColours,
      unifiedMergeView({ original: before, mergeControls: false, collapseUnchanged: { margin: 3, minSize: 6 } }),
    ],
  });
  return () => view.destroy();
}
