import { useTranslation } from 'react-i18next';
import type { SupplyNote } from '../../../../src/contract/bill.js';
import { enEnergy } from '../../i18n/en-energy.js';
import { Card } from '../../parts/card.js';
import { useFormat } from '../../parts/use-format.js';

type Code = keyof typeof enEnergy.energyNotes;
const isKnown = (code: string): code is Code => code in enEnergy.energyNotes;

/** What limits what the page says, each once. The server speaks English; other languages say what its codes mean. */
export function EnergyNotes({ notes }: { notes: readonly SupplyNote[] }) {
  const { t } = useTranslation();
  const { language } = useFormat();
  const told = [...new Map(notes.map((note) => [note.detail, note])).values()];
  if (told.length === 0) return null;
  return (
    <Card title={t('energy.notes')}>
      <ul className="notes">
        {told.map(({ code, detail }) => {
          const text = language !== 'en' && isKnown(code) ? t(`energyNotes.${code}`) : detail;
          return (
            <li key={detail} title={detail} lang={text === detail ? 'en' : undefined}>
              {text}
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
