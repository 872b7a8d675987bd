/** The bytes of a payload for people: as a text where they are one. */
export interface ShownPayload {
  kind: 'text' | 'bytes';
  text: string;
  sizeBytes: number;
}

const BYTES_A_LINE = 16;
const SHORT = 60;

/** A payload in base64. `cut`: its end is missing, which may be in the middle of a letter. */
export function shownPayload(base64: string, cut: boolean): ShownPayload {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const text = textOf(bytes, cut);
  return { kind: text === null ? 'bytes' : 'text', text: text ?? hexadecimal(bytes), sizeBytes: bytes.length };
}

/** The begin of it on one line. */
export function payloadInShort({ text }: ShownPayload): string {
  const line = text.split(/\s+/).join(' ').trim();
  return line.length > SHORT ? `${line.slice(0, SHORT)}…` : line;
}

/** Null where the bytes are no UTF-8, or hold letters that cannot be seen. */
function textOf(bytes: Uint8Array, cut: boolean): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: cut });
    return /[^\P{C}\n\r\t]/u.test(text) ? null : text;
  } catch {
    return null;
  }
}

/** Sixteen bytes a line: offset, bytes, and those that are letters. */
function hexadecimal(bytes: Uint8Array): string {
  const lines = Array.from({ length: Math.ceil(bytes.length / BYTES_A_LINE) }, (_, line) => {
    const part = [...bytes.subarray(line * BYTES_A_LINE, (line + 1) * BYTES_A_LINE)];
    const pairs = part.map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
    const letters = part.map((byte) => (byte >= 0x20 && byte <= 0x7e ? String.fromCharCode(byte) : '.')).join('');
    return `${(line * BYTES_A_LINE).toString(16).padStart(8, '0')}  ${pairs.padEnd(BYTES_A_LINE * 3 - 1)}  ${letters}`;
  });
  return lines.join('\n');
}
