import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keep, kept } from '../shell/kept.js';

const KEY = 'twin.tour';

/** A quiet word to who is here for the first time. It does not come back once it was taken or sent away. */
export function TourOffer({ onTour }: { onTour: () => void }) {
  const { t } = useTranslation();
  const [offered, setOffered] = useState(() => kept(KEY) === null);
  if (!offered) return null;
  const answer = (wanted: boolean) => {
    keep(KEY, wanted ? 'taken' : 'not wanted');
    setOffered(false);
    if (wanted) onTour();
  };
  return (
    <span className="tour-offer">
      <button type="button" className="button button-quiet" onClick={() => answer(true)}>
        {t('habits.newHere')}
      </button>
      <button type="button" className="button button-quiet" aria-label={t('habits.noTour')} onClick={() => answer(false)}>
        ×
      </button>
    </span>
  );
}
