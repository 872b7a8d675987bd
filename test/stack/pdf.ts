import { inflateSync } from 'node:zlib';

/** A printed page: its size [pt] and its text, piece by piece in the order of its drawing. */
export interface PdfPage {
  width: number;
  height: number;
  text: string;
}

/** The pages of a PDF as Chromium writes it: its objects stand open in the file, and each font says what its glyphs are. */
export function readPdf(bytes: Buffer): PdfPage[] {
  const file = bytes.toString('latin1');
  const objects = new Map([...file.matchAll(/(?:^|\n)(\d+) 0 obj\b([\s\S]*?)\nendobj/g)].map(([, id, body]) => [id!, body!]));
  const streamOf = (id: string | undefined) => streamIn(objects.get(id ?? '') ?? '');
  const glyphs = (font: string) => glyphsOf(streamOf(/\/ToUnicode (\d+) 0 R/.exec(objects.get(font) ?? '')?.[1]));
  const pages = [...objects.values()].filter((body) => /\/Type\s*\/Page\b/.test(body));
  return pages.map((body) => {
    const [, , , width, height] = /\/MediaBox\s*\[\s*(\S+)\s+(\S+)\s+(\S+)\s+(\S+?)\s*\]/.exec(body)!.map(Number);
    const fonts = new Map([...body.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name, id]) => [name!, glyphs(id!)]));
    return { width: width!, height: height!, text: textOf(streamOf(/\/Contents (\d+) 0 R/.exec(body)?.[1]), fonts) };
  });
}

/** Width and height of the pictures of points that a PDF holds. */
export const picturesOf = (bytes: Buffer): { width: number; height: number }[] =>
  [...bytes.toString('latin1').matchAll(/\/Subtype\s*\/Image\b[^>]*?\/Width (\d+)[^>]*?\/Height (\d+)/g)].map(([, width, height]) => ({
    width: Number(width),
    height: Number(height),
  }));

function streamIn(body: string): string {
  const begin = /stream\r?\n/.exec(body);
  if (!begin) return '';
  const raw = Buffer.from(body.slice(begin.index + begin[0].length, body.lastIndexOf('\nendstream')), 'latin1');
  return /\/FlateDecode/.test(body.slice(0, begin.index)) ? inflateSync(raw).toString('latin1') : raw.toString('latin1');
}

type Glyphs = ReadonlyMap<number, string>;
const unicode = (hex: string) => String.fromCharCode(...(hex.match(/.{4}/g) ?? []).map((unit) => parseInt(unit, 16)));

/** What glyphs of a font say: a CMap with single ones and with ranges. */
function glyphsOf(cmap: string): Glyphs {
  const found = new Map<number, string>();
  for (const [, section] of cmap.matchAll(/beginbfchar([\s\S]*?)endbfchar/g))
    for (const [, glyph, said] of section!.matchAll(/<(\w+)>\s*<(\w+)>/g)) found.set(parseInt(glyph!, 16), unicode(said!));
  for (const [, section] of cmap.matchAll(/beginbfrange([\s\S]*?)endbfrange/g))
    for (const [, from, to, said] of section!.matchAll(/<(\w+)>\s*<(\w+)>\s*<(\w+)>/g))
      for (let glyph = parseInt(from!, 16); glyph <= parseInt(to!, 16); glyph++)
        found.set(glyph, String.fromCharCode(parseInt(said!, 16) + glyph - parseInt(from!, 16)));
  return found;
}

function textOf(content: string, fonts: ReadonlyMap<string, Glyphs>): string {
  let font: Glyphs = new Map();
  let text = '';
  for (const [, name, hex, end] of content.matchAll(/\/(F\d+) \S+ Tf|<([0-9A-Fa-f]+)>|\b(ET)\b/g)) {
    if (name) font = fonts.get(name) ?? font;
    else if (hex) text += (hex.match(/.{4}/g) ?? []).map((glyph) => font.get(parseInt(glyph, 16)) ?? '').join('');
    else if (end) text += '\n';
  }
  return text;
}
