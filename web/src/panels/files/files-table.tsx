import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { PlantFileSummary, PlantFileVersion } from '../../../../src/contract/plant-file.js';
import { DataTable } from '../../parts/data-table.js';
import { useFormat } from '../../parts/use-format.js';
import { useWho } from '../../parts/use-who.js';
import { useTimeOf } from './use-time-of.js';

/** Every plant file in a row. */
export function FilesTable({ items }: { items: readonly PlantFileSummary[] }) {
  const { t } = useTranslation();
  const who = useWho();
  const format = useFormat();
  const timeOf = useTimeOf();
  const head = ['file', 'describes', 'state', 'version', 'lastChange'] as const;
  const described = ({ kind, id, name }: PlantFileSummary) =>
    kind === null ? t('files.unreadable') : [t(`files.kinds.${kind}`), name ? `${format.name(name)} (${id})` : id].filter(Boolean).join(' · ');
  const changed = (last: PlantFileVersion | null) => {
    if (last === null) return t('files.never');
    const time = timeOf(last);
    return last.who === null ? t('files.foundAt', { time }) : t('files.change', { time, who: who(last.who), reason: last.reason });
  };
  const inForce = ({ version, inForceAtUs: atUs }: PlantFileSummary) =>
    version === null ? (
      t('files.noVersion')
    ) : (
      <>
        <code>{version.slice(0, 12)}</code> {atUs !== null && <span className="minor">{t('files.since', { time: timeOf({ atUs }) })}</span>}
      </>
    );
  return (
    <DataTable
      words
      caption={t('files.listCaption')}
      head={head.map((key) => t(`files.${key}`))}
      keys={items.map(({ file }) => file)}
      rows={items.map((item) => [
        <Link to="/files" search={(search) => ({ ...search, file: item.file })}>
          {item.file}
        </Link>,
        described(item),
        item.state === 'in-force' ? t('files.states.in-force') : <strong>{t(`files.states.${item.state}`)}</strong>,
        inForce(item),
        changed(item.last),
      ])}
    />
  );
}
