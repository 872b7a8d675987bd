import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { LotRecord } from '../../../../src/contract/cell-view.js';
import { Card } from '../../parts/card.js';

/** Lots that it was made of, and lots that were made of it. */
export function GenealogyPanel({ cell, record }: { cell: string; record: LotRecord }) {
  const { t } = useTranslation();
  const { parents, children, lot } = record;
  if (parents.length + children.length === 0) return null;
  const links = (lots: readonly string[]) =>
    lots.length === 0 ? (
      <span className="minor">–</span>
    ) : (
      <ul className="lot-links">
        {lots.map((id) => (
          <li key={id}>
            <Link to="/cells/$cell/lots/$lot" params={{ cell, lot: id }}>
              {id}
            </Link>
          </li>
        ))}
      </ul>
    );
  return (
    <Card title={t('lot.genealogy')}>
      <div className="genealogy">
        <div>
          <h3>{t('lot.parents')}</h3>
          {links(parents)}
        </div>
        <span aria-hidden="true">→</span>
        <b>{lot}</b>
        <span aria-hidden="true">→</span>
        <div>
          <h3>{t('lot.children')}</h3>
          {links(children)}
        </div>
      </div>
    </Card>
  );
}
