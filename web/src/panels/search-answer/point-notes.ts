import type { ChangeNote } from '../../../../src/contract/change-note.js';
import type { SearchPoint } from '../../../../src/contract/search-result.js';
import { noteId } from '../site-answer/note-id.js';

/** What the changes of points take for granted, each once, with the points that have it. */
export function pointNotes(points: readonly SearchPoint[]): { note: ChangeNote; points: SearchPoint[] }[] {
  const found = new Map<string, { note: ChangeNote; points: SearchPoint[] }>();
  for (const point of points)
    for (const note of point.notes) {
      const known = found.get(noteId(note));
      if (!known) found.set(noteId(note), { note, points: [point] });
      else if (known.points.at(-1) !== point) known.points.push(point);
    }
  return [...found.values()];
}
