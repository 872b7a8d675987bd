import { syntaxTree } from '@codemirror/language';
import { RangeSetBuilder } from '@codemirror/state';
import { Decoration, ViewPlugin, type DecorationSet, type EditorView, type ViewUpdate } from '@codemirror/view';

const marks = Object.fromEntries(['key', 'text', 'number', 'comment'].map((name) => [name, Decoration.mark({ class: `yaml-${name}` })])) as Record<
  'key' | 'text' | 'number' | 'comment',
  Decoration
>;
const NUMBER = /^[+-]?\d[\d  ]*([.,]\d+)?([eE][+-]?\d+)?(\s|$)/;

/** Colours of YAML by classes, so that they are those of the theme: keys, texts in quotes, numbers with their unit, comments. */
export const yamlColours = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;
    constructor(view: EditorView) {
      this.decorations = coloursOf(view);
    }
    update(update: ViewUpdate) {
      if (update.docChanged || update.viewportChanged || syntaxTree(update.startState) !== syntaxTree(update.state)) this.decorations = coloursOf(update.view);
    }
  },
  { decorations: ({ decorations }) => decorations },
);

function coloursOf({ state, visibleRanges }: EditorView): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  for (const { from, to } of visibleRanges) {
    syntaxTree(state).iterate({
      from,
      to,
      enter: ({ name, from: start, to: end }) => {
        const mark = markOf(name, () => state.sliceDoc(start, end));
        if (mark) builder.add(start, end, mark);
        return name !== 'Key';
      },
    });
  }
  return builder.finish();
}

function markOf(name: string, text: () => string): Decoration | null {
  if (name === 'Key') return marks.key;
  if (name === 'Comment') return marks.comment;
  if (name === 'QuotedLiteral' || name === 'BlockLiteralContent') return marks.text;
  return name === 'Literal' && NUMBER.test(text()) ? marks.number : null;
}
