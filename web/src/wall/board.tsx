import { useId, type ReactNode } from 'react';
import { pageAt } from './address.js';
import { useSpeech } from './speech.js';

/** What turns the pages of a board, and what all of its parts need. */
export interface Turned {
  pages: readonly string[];
  rotateS: number;
  /** since the board was opened [ms] */
  sinceMs: number;
  /** now of the line or site [us] */
  nowUs: number;
  /** how often something was heard of its alarms */
  alarmsHeard: number;
}

interface Frame {
  name: string;
  demo: 'line' | 'site' | null;
  zone: string;
  nowUs: number;
  turned: Pick<Turned, 'rotateS' | 'sinceMs'>;
  /** cards of each page, in the order in which they are shown */
  pages: readonly { page: string; cards: ReactNode }[];
}

/** Name, time of the line or site, and the page whose turn it is. */
export function Board({ name, demo, zone, nowUs, turned: { rotateS, sinceMs }, pages }: Frame) {
  const { t, format, words } = useSpeech();
  const at = pageAt(pages.length, rotateS, sinceMs);
  const { page, cards } = pages[at]!;
  return (
    <>
      <header className="wall-head">
        <h1>
          {name} {demo !== null && <span className="tag">{demo === 'line' ? words.demo.badge : words.demo.plant}</span>}
        </h1>
        <span>
          {pages.length > 1 && <span className="wall-minor">{t('page', { n: at + 1, all: pages.length })} </span>}
          <b>{format.clock(nowUs, zone)}</b>
        </span>
      </header>
      <main key={page} className="wall-page" data-page={page}>
        {cards}
      </main>
    </>
  );
}

/** A titled part of a board. */
export function WallCard({ title, children }: { title: ReactNode; children: ReactNode }) {
  const id = useId();
  return (
    <section className="wall-card" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  );
}
