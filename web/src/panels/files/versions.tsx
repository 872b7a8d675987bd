import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { PlantFileVersion } from '../../../../src/contract/plant-file.js';
import { plantFileVersionsQuery, versionText } from '../../data/plant-file-queries.js';
import { Card } from '../../parts/card.js';
import { DataTable } from '../../parts/data-table.js';
import { useWho } from '../../parts/use-who.js';
import { Failed } from '../../shell/failed.js';
import { useTimeOf } from './use-time-of.js';

/** The texts that a file had, each of which can be opened again. */
export function Versions({ file, onOpen }: { file: string; onOpen: (text: string, time: string) => void }) {
  const { t } = useTranslation();
  const who = useWho();
  const timeOf = useTimeOf();
  const kept = useQuery(plantFileVersionsQuery(file));
  const open = useMutation({
    mutationFn: ({ sha256 }: PlantFileVersion) => versionText(file, sha256),
    onSuccess: ({ text }, version) => onOpen(text, timeOf(version)),
  });
  if (kept.error && !kept.data) return <Failed error={kept.error} reset={() => void kept.refetch()} />;
  const items = kept.data?.items ?? [];
  const where = ({ onDisk, inForce }: PlantFileVersion) =>
    onDisk && inForce ? t('files.here.both') : onDisk ? t('files.here.onDisk') : inForce ? t('files.here.inForce') : '';
  return (
    <Card title={t('files.versions', { n: items.length })}>
      {kept.data && items.length === 0 && <p>{t('files.versionsNone')}</p>}
      {items.length > 0 && (
        <DataTable
          words
          caption={t('files.versionsCaption')}
          head={(['when', 'who', 'why', 'state', 'text'] as const).map((key) => t(`files.${key}`))}
          rows={items.map((version) => [
            timeOf(version),
            version.who === null ? '–' : who(version.who),
            version.reason ?? t('files.found'),
            where(version),
            <button type="button" className="button button-quiet" disabled={open.isPending} onClick={() => open.mutate(version)}>
              {t('files.open')}
            </button>,
          ])}
        />
      )}
      {open.error && <Failed error={open.error} />}
    </Card>
  );
}
