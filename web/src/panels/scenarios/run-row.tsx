import { Checkbox } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { verdictWord } from '../../../../src/contract/verdict-words.js';
import type { Run, RunVerdict } from '../../../../src/contract/run.js';
import { SimTag } from '../../parts/tag.js';
import { useFormat } from '../../parts/use-format.js';
import { DecidedTag } from '../decision/decided-tag.js';
import { variantName, type Asked } from '../run/answer.js';
import { lineKpis } from '../run/kpi-format.js';
import { VERDICT_GLYPHS } from '../run/verdict-words.js';
import { SITE_KPIS, siteKpi } from '../site-answer/site-kpis.js';
import { headlines } from './headlines.js';
import type { Caution, Hindrance } from './hindrance.js';
import { searchSays } from './search-says.js';
import { usePlace } from './use-place.js';

interface Props {
  run: Run;
  /** whether it is to be compared */
  chosen: boolean;
  /** why it cannot be compared; null: it can */
  hindrance: Hindrance | null;
  /** what comparing it with those chosen does not tell; null: nothing */
  caution: Caution | null;
  onChoose: (chosen: boolean) => void;
}

/** A run: its question, how it stands, and what its answer says of each variant in short. */
export function RunRow({ run, chosen, hindrance, caution, onChoose }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const { link, zone } = usePlace(run);
  const asked = run.request as Asked;
  const kpis = run.of === 'cell' ? SITE_KPIS.map((id) => siteKpi(id, format.language)) : lineKpis(t, format.language, null);
  const nameOf = (id: string) => kpis.find((kpi) => kpi.id === id)?.name ?? id;
  const chip = ({ kpi, share, ...found }: RunVerdict) =>
    `${nameOf(kpi)} ${share === null ? '' : `${format.difference(share * 100, 1)}\u202f%, `}${t(`run.verdict.${verdictWord(found)}`)}`;
  const why = hindrance !== null ? t(`compare.hinders.${hindrance}`) : caution !== null ? t(`compare.cautions.${caution}`) : undefined;
  const { done, total } = run.progress;
  return (
    <tr>
      <th scope="row">
        <span className="run-choice">
          <Checkbox
            aria-label={t('compare.choose', { question: run.question })}
            disabled={hindrance !== null}
            title={why}
            aria-describedby={why && `why-${run.id}`}
            checked={chosen}
            onChange={(event) => onChoose(event.currentTarget.checked)}
          />
          <Link to="/runs/$run" params={{ run: run.id }}>
            {run.question}
          </Link>
        </span>
        {why && (
          <span id={`why-${run.id}`} className="minor below">
            {why}
          </span>
        )}
      </th>
      <td data-label={t('scenarios.place')}>{link}</td>
      <td data-label={t('scenarios.status')}>
        {t(`run.status.${run.status}`)}
        {run.status === 'running' && ` ${t('run.progress', { done: format.whole(done), total: format.whole(total) })}`}
        <DecidedTag run={run} />
        <span className="minor below">{format.dayAndClock(Date.parse(run.createdAt) * 1000, zone)}</span>
      </td>
      <td data-label={t('scenarios.says')}>
        {((run.verdicts ?? []).length > 0 || run.found) && <SimTag />}
        {run.found && searchSays(run.found, nameOf, t, format).map((said) => <div key={said}>{said}</div>)}
        {headlines(run.of, run.verdicts ?? []).map(({ variant, verdicts }) => (
          <div key={variant}>
            <b>{variantName({ id: variant, name: asked.variants?.find(({ id }) => id === variant)?.name })}</b>
            <ul className="chips">
              {verdicts.map((verdict) => (
                <li key={verdict.kpi} className={`chip verdict-${verdict.verdict}`}>
                  <span aria-hidden="true">{VERDICT_GLYPHS[verdict.verdict]}</span> {chip(verdict)}
                </li>
              ))}
            </ul>
          </div>
        ))}
      </td>
    </tr>
  );
}
