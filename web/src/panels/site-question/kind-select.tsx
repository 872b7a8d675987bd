import { NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ChangeKind } from './change-document.js';
import { CHANGE_GROUPS, CHANGE_KINDS } from './change-groups.js';

interface Props {
  id: string;
  label: string;
  error: string | undefined;
  description: string | undefined;
  /** what is said while none is chosen */
  none: string;
  kinds?: (kind: ChangeKind) => boolean;
  onChoose: (kind: ChangeKind) => void;
}

/** The catalogue of changes, by what they are about, to choose one more from. */
export function KindSelect({ id, label, error, description, none, kinds = () => true, onChoose }: Props) {
  const { t } = useTranslation();
  return (
    <NativeSelect
      id={id}
      aria-label={label}
      value=""
      error={error}
      description={description}
      onChange={(event) => {
        const kind = CHANGE_KINDS.find((each) => each === event.currentTarget.value);
        if (kind) onChoose(kind);
      }}
    >
      <option value="">{none} …</option>
      {CHANGE_GROUPS.map(([group, its]) => (
        <optgroup key={group} label={t(`changeGroups.${group}`)}>
          {its.filter(kinds).map((kind) => (
            <option key={kind} value={kind}>
              {t(`changeKinds.${kind}`)}
            </option>
          ))}
        </optgroup>
      ))}
    </NativeSelect>
  );
}
