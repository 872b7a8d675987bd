import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** Says that a form is filled in as it was left, and offers it as it is at first. */
export function LeftAsIs({ restart }: { restart: (() => void) | null }) {
  const { t } = useTranslation();
  if (!restart) return null;
  return (
    <p className="minor">
      {t('whatIf.leftAsIs')}{' '}
      <Button variant="default" size="compact-sm" onClick={restart}>
        {t('whatIf.restart')}
      </Button>
    </p>
  );
}
