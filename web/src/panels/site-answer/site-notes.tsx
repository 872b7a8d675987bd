import { useTranslation } from 'react-i18next';
import { enSiteWhatIf } from '../../i18n/en-site-what-if.js';
import { Card } from '../../parts/card.js';
import { useFormat } from '../../parts/use-format.js';
import { answerNoteValues, noteId } from './answer-note-values.js';
import { supplyNotes } from './supply-notes.js';
import type { SiteView } from './site-view.js';
import { StartNotes } from './start-notes.js';

type SupplyCode = keyof typeof enSiteWhatIf.supplyNotes;
const isKnown = (code: string): code is SupplyCode => code in enSiteWhatIf.supplyNotes;

/** What limits the answer: of all of it, of the supply of each variant, and what was not known at the start. */
export function SiteNotes({ view: { result, variants, names } }: { view: SiteView }) {
  const { t } = useTranslation();
  const { language } = useFormat();
  const supply = supplyNotes(variants.map(({ variant }) => variant));
  if (result.notes.length + supply.length + result.startNotes.length === 0) return null;
  return (
    <Card title={t('run.notes')}>
      <ul className="notes">
        {result.notes.map((note) => (
          <li key={noteId(note)}>{t(`answerNotes.${note.code}`, answerNoteValues(note, names, language))}</li>
        ))}
        {supply.map(({ carrier, code, detail }) => {
          const text = language !== 'en' && isKnown(code) ? t(`supplyNotes.${code}`) : detail;
          return (
            <li key={`${carrier} ${detail}`} title={detail} lang={text === detail ? 'en' : undefined}>
              {carrier === null ? text : t('siteRun.supplyNote', { carrier: names.carrier(carrier), text })}
            </li>
          );
        })}
      </ul>
      <StartNotes notes={result.startNotes} />
    </Card>
  );
}
