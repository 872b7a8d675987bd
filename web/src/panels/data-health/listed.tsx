import { Button } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { DataTable } from '../../parts/data-table.js';

const FIRST = 20;

interface List<Item> {
  caption: string;
  head: string[];
  items: readonly Item[];
  /** what tells one item from the others */
  keyOf: (item: Item) => string;
  row: (item: Item) => ReactNode[];
}

/** A table of many rows: the first of them until all are asked for. */
export function Listed<Item>({ caption, head, items, keyOf, row }: List<Item>) {
  const { t } = useTranslation();
  const [all, setAll] = useState(false);
  const shown = all ? items : items.slice(0, FIRST);
  return (
    <>
      <DataTable words caption={caption} head={head} rows={shown.map(row)} keys={shown.map(keyOf)} />
      {shown.length < items.length && (
        <Button variant="default" className="listed-all" onClick={() => setAll(true)}>
          {t('health.more', { n: items.length })}
        </Button>
      )}
    </>
  );
}
