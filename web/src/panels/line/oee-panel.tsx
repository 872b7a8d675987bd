import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LineView } from '../../../../src/contract/stream.js';
import { Card } from '../../parts/card.js';
import { useFormat } from '../../parts/use-format.js';

const TIMES = ['PBT', 'APT', 'ADET', 'AUST', 'ADOT', 'PDOT', 'unknown'] as const;
const QUANTITIES = ['PQ', 'GQ', 'RQ'] as const;

/** OEE as the product of its three factors, with the terms it is made of. */
export function OeePanel({ view }: { view: LineView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [terms, setTerms] = useState(false);
  const { kpis, elements } = view.output;
  const factors = [
    { name: t('line.availability'), value: kpis.availability, formula: 'APT / PBT' },
    { name: t('line.effectiveness'), value: kpis.effectiveness, formula: 'PRI × PQ / APT' },
    { name: t('line.quality'), value: kpis.qualityRatio, formula: 'GQ / PQ' },
  ];
  const known = elements.PBT + elements.unknown;
  return (
    <Card
      title={t('line.oee')}
      aside={
        <>
          <Link to="/lines/$line/oee" params={{ line: view.line }}>
            {t('line.losses')}
          </Link>
          <Button variant="subtle" size="compact-sm" aria-expanded={terms} onClick={() => setTerms(!terms)}>
            {t('line.terms')}
          </Button>
        </>
      }
    >
      <div className="oee">
        <b className="oee-value">{kpis.oee === null ? '–' : format.percent(kpis.oee)}</b>
        <span className="oee-sign" aria-hidden="true">
          =
        </span>
        {factors.map(({ name, value, formula }, i) => (
          <span key={name} className="oee-factor">
            {i > 0 && (
              <span className="oee-sign" aria-hidden="true">
                ×
              </span>
            )}
            <span title={formula}>
              <b>{format.percent(value)}</b>
              <span className="minor">{name}</span>
            </span>
          </span>
        ))}
      </div>
      {kpis.effectiveness !== null && kpis.effectiveness > 1 && <p className="minor">{t('line.fromBuffers')}</p>}
      {elements.unknown > 0 && known > 0 && elements.unknown / known > 0.001 && (
        <p className="minor">{t('line.unknownShare', { share: format.percent(elements.unknown / known) })}</p>
      )}
      {terms && (
        <>
          <p className="minor">{t('line.oeeFormula')}</p>
          <dl className="terms">
            {TIMES.map((term) => (
              <div key={term}>
                <dt>
                  {term !== 'unknown' && <abbr>{term}</abbr>} {t(`elements.${term}`)}
                </dt>
                <dd>{format.duration(elements[term])}</dd>
              </div>
            ))}
            {QUANTITIES.map((term) => (
              <div key={term}>
                <dt>
                  <abbr>{term}</abbr> {t(`elements.${term}`)}
                </dt>
                <dd>{format.count(elements[term], view.productItem)}</dd>
              </div>
            ))}
            <div>
              <dt>
                <abbr>PRI</abbr> {t('elements.PRI')}
              </dt>
              <dd>{format.figure(elements.PRI)} s</dd>
            </div>
          </dl>
        </>
      )}
    </Card>
  );
}
