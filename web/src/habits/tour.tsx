import { useNavigate } from '@tanstack/react-router';
import { useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { besideTarget, TOUR_STEPS } from './tour-steps.js';

interface Placed {
  words: { left: number; top: number };
  target: DOMRect | null;
}

/** Six steps over the overview, each beside what it tells of. Nothing moves by itself; Escape ends it, and the page stays usable. */
export function Tour({ onEnd }: { onEnd: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [n, setN] = useState(0);
  const box = useRef<HTMLDivElement>(null);
  const [placed, setPlaced] = useState<Placed | null>(null);
  const id = useId();
  const step = TOUR_STEPS[n]!;
  useEffect(() => void navigate({ to: '/' }), [navigate]);
  useEffect(() => {
    const target = document.querySelector(step.at);
    target?.scrollIntoView({ block: 'nearest' });
    box.current?.focus();
  }, [step]);
  useLayoutEffect(() => {
    const place = () => {
      const target = document.querySelector(step.at)?.getBoundingClientRect() ?? null;
      const { offsetWidth: width, offsetHeight: height } = box.current!;
      setPlaced({ words: besideTarget(target, { width, height }, { width: innerWidth, height: innerHeight }), target });
    };
    place();
    const page = new MutationObserver(place);
    page.observe(document.getElementById('content')!, { childList: true, subtree: true });
    addEventListener('resize', place);
    addEventListener('scroll', place, { passive: true });
    return () => {
      page.disconnect();
      removeEventListener('resize', place);
      removeEventListener('scroll', place);
    };
  }, [step]);
  const last = n === TOUR_STEPS.length - 1;
  return (
    <div className="tour">
      {placed?.target && (
        <div
          className="tour-target"
          style={{ left: placed.target.left - 6, top: placed.target.top - 6, width: placed.target.width + 12, height: placed.target.height + 12 }}
        />
      )}
      <div
        ref={box}
        role="dialog"
        aria-labelledby={`${id}-title`}
        aria-describedby={`${id}-text`}
        tabIndex={-1}
        className="card tour-words"
        style={placed?.words}
        onKeyDown={(event) => event.key === 'Escape' && onEnd()}
      >
        <h2 id={`${id}-title`}>{t(`habits.steps.${step.id}.title`)}</h2>
        <p id={`${id}-text`}>{t(`habits.steps.${step.id}.text`)}</p>
        <div className="tour-ways">
          <span className="minor">{t('habits.stepOf', { n: n + 1, all: TOUR_STEPS.length })}</span>
          <button type="button" className="button button-quiet" onClick={onEnd}>
            {t('habits.end')}
          </button>
          {n > 0 && (
            <button type="button" className="button button-quiet" onClick={() => setN(n - 1)}>
              {t('habits.back')}
            </button>
          )}
          <button type="button" className="button" onClick={() => (last ? onEnd() : setN(n + 1))}>
            {t(last ? 'habits.done' : 'habits.forward')}
          </button>
        </div>
      </div>
    </div>
  );
}
