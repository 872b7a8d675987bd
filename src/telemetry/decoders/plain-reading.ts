/**
 * Reads `{"timestamp_ms":1767600000000.5,"value":6}`, in exactly this form, from its bytes: time before value, no other field, spaces
 * only after colon and comma; a value that is a plain number, a text of printable ASCII without escapes, true, false or null. It is
 * what most machines send, and costs a tenth of what the parser of JSON does. Whatever is read is what that would have read.
 */
export class PlainReading {
  /** Of the last message that was read. */
  time = 0;
  value: number | string | boolean | null = null;
  private readonly timeKey: Uint8Array;
  private readonly valueKey: Uint8Array;
  private bytes: Uint8Array = NOTHING;
  private at = 0;

  /** Both names of printable ASCII: see `isPlainName`. */
  constructor(timeName: string, valueName: string) {
    this.timeKey = Buffer.from(`{"${timeName}":`, 'latin1');
    this.valueKey = Buffer.from(`"${valueName}":`, 'latin1');
  }

  /** Whether the message has this form; nothing can be said of one that has not. */
  read(payload: Uint8Array): boolean {
    this.bytes = payload;
    this.at = 0;
    if (!this.pass(this.timeKey)) return false;
    this.passSpaces();
    const time = this.number();
    if (Number.isNaN(time) || this.bytes[this.at++] !== COMMA) return false;
    this.passSpaces();
    if (!this.pass(this.valueKey)) return false;
    this.passSpaces();
    this.time = time;
    return this.readValue() && this.at === payload.length - 1 && payload[this.at] === CLOSING;
  }

  private readValue(): boolean {
    switch (this.bytes[this.at]) {
      case QUOTE:
        return this.readText();
      case SMALL_T:
        this.value = true;
        return this.pass(TRUE);
      case SMALL_F:
        this.value = false;
        return this.pass(FALSE);
      case SMALL_N:
        this.value = null;
        return this.pass(NULL);
      default: {
        const number = this.number();
        this.value = number;
        return !Number.isNaN(number);
      }
    }
  }

  private readText(): boolean {
    const { bytes } = this;
    const from = ++this.at;
    for (; this.at < bytes.length; this.at++) {
      const byte = bytes[this.at]!;
      if (byte === QUOTE) {
        this.value = Buffer.from(bytes.buffer, bytes.byteOffset + from, this.at++ - from).toString('latin1');
        return true;
      }
      if (byte < SPACE || byte > LAST_PRINTABLE || byte === BACKSLASH) return false;
    }
    return false;
  }

  /**
   * A decimal number without exponent; NaN for anything else. Digits that are a whole number below 2^53 over a power of ten up to
   * 10^22, both exact: their quotient is rounded once, as the text would be.
   */
  private number(): number {
    const { bytes } = this;
    const negative = bytes[this.at] === MINUS;
    if (negative) this.at++;
    const begin = this.at;
    let digits = this.digits(0);
    const whole = this.at - begin;
    if (whole === 0 || (whole > 1 && bytes[begin] === ZERO)) return NaN;
    let decimals = 0;
    if (bytes[this.at] === POINT) {
      const from = ++this.at;
      digits = this.digits(digits);
      decimals = this.at - from;
      if (decimals === 0 || decimals >= POWERS.length) return NaN;
    }
    if (digits > Number.MAX_SAFE_INTEGER) return NaN;
    const number = decimals === 0 ? digits : digits / POWERS[decimals]!;
    return negative ? -number : number;
  }

  /** The digits from here on behind those before. Beyond 2^53 not exact, and never below it again. */
  private digits(before: number): number {
    const { bytes } = this;
    let digits = before;
    for (let digit = bytes[this.at]! - ZERO; digit >= 0 && digit <= 9; digit = bytes[++this.at]! - ZERO) digits = digits * 10 + digit;
    return digits;
  }

  private pass(expected: Uint8Array): boolean {
    const { bytes, at } = this;
    for (let i = 0; i < expected.length; i++) if (bytes[at + i] !== expected[i]) return false;
    this.at = at + expected.length;
    return true;
  }

  private passSpaces(): void {
    while (this.bytes[this.at] === SPACE) this.at++;
  }
}

/** Whether a name of a field stands in JSON as it is. */
export const isPlainName = (name: string): boolean => /^[ !#-[\]-~]+$/.test(name);

const NOTHING = new Uint8Array(0);
const [SPACE, QUOTE, BACKSLASH, COMMA, MINUS, POINT, ZERO, CLOSING, LAST_PRINTABLE] = [...Buffer.from(' "\\,-.0}~', 'latin1')] as [
  number, number, number, number, number, number, number, number, number,
]; // prettier-ignore
const [TRUE, FALSE, NULL] = [Buffer.from('true', 'latin1'), Buffer.from('false', 'latin1'), Buffer.from('null', 'latin1')];
const [SMALL_T, SMALL_F, SMALL_N] = [TRUE[0]!, FALSE[0]!, NULL[0]!];
const POWERS = Array.from({ length: 23 }, (_, n) => Number(`1e${n}`));
