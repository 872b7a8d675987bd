import { Link } from '@tanstack/react-router';
import type { AlarmPlace } from '../../data/alarm-queries.js';
import type { NamedPlace } from './use-places.js';

/** A line or site, with the way to it. */
export function PlaceLink({ place: { kind, id }, names }: NamedPlace) {
  return kind === 'line' ? (
    <Link to="/lines/$line" params={{ line: id }}>
      {names.name}
    </Link>
  ) : (
    <Link to="/cells/$cell" params={{ cell: id }}>
      {names.name}
    </Link>
  );
}

/** A machine, unit or other part of a place, with the way to it where it has a page or a row. */
export function UnitLink({ place, names, unit }: NamedPlace & { unit: string | null }) {
  if (unit === null) return null;
  const opens = names.opens(unit);
  return opens === null ? <span>{names.unit(unit)}</span> : <Opening place={place} unit={opens} text={names.unit(unit)} />;
}

function Opening({ place: { kind, id }, unit, text }: { place: AlarmPlace; unit: string; text: string }) {
  return kind === 'line' ? (
    <Link to="/lines/$line/machines/$unit" params={{ line: id, unit }}>
      {text}
    </Link>
  ) : (
    <Link to="/cells/$cell" params={{ cell: id }} search={{ open: unit }}>
      {text}
    </Link>
  );
}
