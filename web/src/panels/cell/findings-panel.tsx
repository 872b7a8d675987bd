import { useTranslation } from 'react-i18next';
import type { CellLive } from '../../../../src/contract/cell-live.js';
import type { Finding } from '../../../../src/contract/cell-view.js';
import { Card } from '../../parts/card.js';
import { SimTag } from '../../parts/tag.js';
import { useFormat } from '../../parts/use-format.js';

/** From so many seconds on a length stands in minutes, hours or days. */
const MANY_S = 100;

/** What is not as the model expects, newest first. */
export function FindingsPanel({ view, nowUs }: { view: CellLive; nowUs: number }) {
  const { t } = useTranslation();
  const findings = Object.values(view.findings).sort((a, b) => b.foundUs - a.foundUs);
  return (
    <Card title={t('cell.findings', { n: findings.length })} aside={<span className="hint">{t('cell.findingsHint')}</span>}>
      {findings.length === 0 ? (
        <p className="minor">{t('cell.noFindings')}</p>
      ) : (
        <ul className="deviations">
          {findings.map((finding) => (
            <li key={finding.id}>
              <span className="mark-deviation" aria-hidden="true">
                ≠
              </span>
              <Sentence finding={finding} nowUs={nowUs} timezone={view.timezone} />
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function Sentence({ finding, nowUs, timezone }: { finding: Finding; nowUs: number; timezone: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { sentence, sinceUs, foundUs, measured, expected, unit } = finding;
  const said = (value: number) => {
    if (unit === 's' && value >= MANY_S) return format.duration(value);
    return unit === '' ? format.figure(value) : `${format.figure(value)}\u202f${unit}`;
  };
  const facts = [
    t('cell.since', { time: format.moment(sinceUs, nowUs, timezone) }),
    t('cell.found', { time: format.moment(foundUs, nowUs, timezone) }),
    t('cell.measured', { value: said(measured) }),
  ];
  return (
    <span>
      {format.name(sentence)}
      <span className="minor below">
        {facts.join(' · ')} · {t('cell.expected', { value: said(expected) })} <SimTag />
      </span>
    </span>
  );
}
