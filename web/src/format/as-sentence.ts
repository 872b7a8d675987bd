/** What is said by itself, in a list of sentences: it begins with a capital and ends with a full stop. */
export function asSentence(text: string): string {
  const [first = ''] = text;
  return `${first.toUpperCase()}${text.slice(first.length)}${/[.!?…]$/.test(text) ? '' : '.'}`;
}
