import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { MOST_WORKBOOK_CELLS } from '../../../src/contract/export.js';
import { exportFile } from '../data/export-file.js';
import { ServerFailure } from '../data/failure.js';
import { serverNowUs } from '../data/server-clock.js';
import { downloadFile } from '../parts/download-text.js';
import { useFormat } from '../parts/use-format.js';
import { Failed } from '../shell/failed.js';
import { askedBy, ENDINGS, exportAddress, FORMATS, tablesOf, type ExportAsked } from './export-address.js';
import { pageWindows } from './page.js';
import type { Place } from './place.js';
import { useListed } from './use-listed.js';
import { frozen, stretchOf } from './window-moves.js';

const FIRST_HOURS = 24;
/** Readings have eight columns. */
const READINGS_A_WORKBOOK = MOST_WORKBOOK_CELLS / 8;
/** What takes any number of rows. */
const WITHOUT_LIMIT = { en: ['csv-en', 'parquet'], fr: ['csv-fr', 'parquet'] } as const;

/** The record of a line or site over the window of the page, as a file of the service. `unit`: of this machine, where a table can be of one. */
export function RecordExport({ place, unit }: { place: Place; unit: string | null }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { language } = format;
  const { hours = FIRST_HOURS } = useSearch({ strict: false });
  const shown = useListed(pageWindows).at(-1);
  const tables = tablesOf(place.kind);
  const [asked, setAsked] = useState<ExportAsked>(() => {
    const stretch = shown && shown.from === '' ? stretchOf(shown, serverNowUs()) : null;
    const window = stretch ? frozen(stretch) : { from: shown?.from || `now-${hours}h`, to: shown?.to ?? 'now' };
    return { table: tables[0]!, format: language === 'fr' ? 'csv-fr' : 'csv-en', ...window, unit };
  });
  const { mutate, isPending, error } = useMutation({
    mutationFn: (wanted: ExportAsked) => exportFile(exportAddress(place, wanted)),
    onSuccess: (file, { table, format: written }) => downloadFile(`${place.id}-${table}.${ENDINGS[written]}`, file),
  });
  const change = (next: Partial<ExportAsked>) => setAsked((known) => ({ ...known, ...next }));
  const refused = error instanceof ServerFailure && error.code === 'too-large';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    mutate(asked);
  };
  return (
    <section>
      <h3>{t('habits.record')}</h3>
      <form className="export-form" onSubmit={submit}>
        <NativeSelect
          label={t('habits.table')}
          value={asked.table}
          onChange={(event) => change({ table: tables.find((table) => table === event.currentTarget.value) ?? asked.table })}
          data={tables.map((value) => ({ value, label: t(`habits.tables.${value}`) }))}
        />
        <NativeSelect
          label={t('habits.format')}
          value={asked.format}
          onChange={(event) => change({ format: FORMATS.find((each) => each === event.currentTarget.value) ?? asked.format })}
          data={FORMATS.map((value) => ({ value, label: t(`habits.formats.${value}`) }))}
        />
        {askedBy(asked.table, 'window') && (
          <>
            <TextInput label={t('kpi.from')} value={asked.from} onChange={(event) => change({ from: event.currentTarget.value.trim() })} />
            <TextInput label={t('kpi.to')} value={asked.to} onChange={(event) => change({ to: event.currentTarget.value.trim() })} />
          </>
        )}
        <Button type="submit" loading={isPending}>
          {t('habits.download')}
        </Button>
      </form>
      {unit !== null && askedBy(asked.table, 'unit') && <p className="minor">{t('habits.ofUnit', { unit })}</p>}
      {asked.format === 'xlsx' && (
        <p className="minor">{t('habits.workbook', { cells: format.whole(MOST_WORKBOOK_CELLS), rows: format.whole(READINGS_A_WORKBOOK) })}</p>
      )}
      <p className="minor">{t('habits.recordHint')}</p>
      <p role="status">{isPending && t('habits.writing')}</p>
      {error && !refused && <Failed error={error} />}
      {refused && (
        <div className="notice" role="alert">
          <p>{t('habits.workbookFull')}</p>
          {WITHOUT_LIMIT[language].map((other) => (
            <Button
              key={other}
              variant="default"
              onClick={() => {
                change({ format: other });
                mutate({ ...asked, format: other });
              }}
            >
              {t('habits.as', { format: t(`habits.formats.${other}`) })}
            </Button>
          ))}
        </div>
      )}
    </section>
  );
}
