import { useId, type ReactNode } from 'react';

interface Props {
  title: ReactNode;
  aside?: ReactNode;
  children: ReactNode;
  className?: string;
  /** of the place that an address can name */
  id?: string;
}

/** A titled part of a screen. */
export function Card({ id, title, aside, children, className = '' }: Props) {
  const titleId = useId();
  return (
    <section id={id} className={`card ${className}`} aria-labelledby={titleId}>
      <div className="card-head">
        <h2 id={titleId}>{title}</h2>
        {aside && <div className="card-aside">{aside}</div>}
      </div>
      {children}
    </section>
  );
}
