import { useTranslation } from 'react-i18next';
import type { CellNames } from '../../../../src/contract/cell-names.js';
import type { CellScenarioDocument, CellScenarioResult } from '../../../../src/contract/cell-scenario.js';
import type { CellDefinition } from '../../../../src/contract/cell.js';
import { spokenValues } from '../../../../src/contract/spoken-values.js';
import { Card } from '../../parts/card.js';
import { useFormat } from '../../parts/use-format.js';
import { variantName } from '../run/answer.js';
import { changeSentence } from '../site-question/change-words.js';
import { useChangeSpeech } from '../site-question/use-change-speech.js';

interface Props {
  asked: CellScenarioDocument;
  /** null while it is simulated */
  result: CellScenarioResult | null;
  names: CellNames;
  definition: CellDefinition | undefined;
  title: string;
}

/** What each variant does otherwise than the site as it is, in sentences, each with what it takes for granted. */
export function ChangedSite({ asked, result, names, definition, title }: Props) {
  const { t } = useTranslation();
  const { language, plain } = useFormat();
  // The plant file may be another by now: its numbers are not told as those of the answer then.
  const speech = useChangeSpeech(asked.cell, definition, names, result?.modelVersion);
  const { variants = [] } = asked;
  if (variants.length === 0) return null;
  return (
    <Card title={title}>
      {variants.map((variant) => {
        const notes = result?.variants.find(({ id }) => id === variant.id)?.notes ?? [];
        return (
          <div key={variant.id} className="changed">
            <h3>{variantName(variant)}</h3>
            <ul>
              {variant.changes.map((change, k) => (
                <li key={k}>
                  {changeSentence(change, speech)}
                  {notes
                    .filter((note) => note.change === k)
                    .map((note) => (
                      <span className="minor below" key={`${note.code} ${Object.values(note.values).join(' ')}`}>
                        {t('siteRun.changeAndNote', { text: t(`changeNotes.${note.code}`, spokenValues(note.values, { language, names, number: plain })) })}
                      </span>
                    ))}
                </li>
              ))}
            </ul>
          </div>
        );
      })}
    </Card>
  );
}
