import { fill, readerOf, type ValuesOf } from './sentence.js';

/** What broker, journal and history of the service say of themselves, by code. */
export const INTAKE_SENTENCES = {
  clients: 'clients connected: {{n}}',
  clientsRefused: 'clients connected: {{n}}; messages refused since their senders are bound elsewhere: {{refused}}',
  notListening: 'not listening',
  notYetConnected: 'not yet connected',
  connectedAs: 'connected as {{id}}',
  connectionLost: 'the connection was lost; connecting again',
  acknowledging: 'acknowledging what it has stored',
  journalNearLimit: 'the journal holds {{held}} MB of at most {{most}} MB since {{slowest}} is behind',
  storing: 'storing',
} as const;
export type IntakeCode = keyof typeof INTAKE_SENTENCES;

export const intakeSentence = <Code extends IntakeCode>(code: Code, values: ValuesOf<typeof INTAKE_SENTENCES, Code>): string =>
  fill(INTAKE_SENTENCES[code], values);

/** The code of such a sentence and its values; null for one of another: of an operating system, of a server. */
export const readIntakeSentence: (sentence: string) => { code: IntakeCode; values: Record<string, string> } | null = readerOf(INTAKE_SENTENCES);
