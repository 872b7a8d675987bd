import type { CellDefinition } from '../contract/cell.js';
import type { LineDefinition } from '../contract/line.js';
import { isCell } from '../plant/read-cell.js';
import { lineOf, siteOf } from './files.js';
import { CliFault, EXIT, type Io } from './io.js';
import type { AskedFile, OfPlace } from './question-file.js';

/** The plant that a file asks about, with the request. Ends the command where the plant file describes another. */
export function askedPlant<Line extends { line: string }, Cell extends { cell: string }>(
  question: AskedFile<OfPlace<Line, Cell>>,
  plant: { text: string; file: string; types: readonly string[] },
  io: Io,
): { of: 'line'; request: Line; definition: LineDefinition } | { of: 'cell'; request: Cell; definition: CellDefinition } {
  const { asked, file } = question;
  if (isCell(plant.text) !== (asked.of === 'cell'))
    throw new CliFault(
      EXIT.validation,
      asked.of === 'cell' ? `${file} asks about a site, ${plant.file} describes a line` : `${file} asks about a line, ${plant.file} describes a site`,
    );
  if (asked.of === 'cell') {
    const definition = siteOf(plant.text, plant.file, plant.types, io);
    if (definition.id !== asked.request.cell) throw question.fault([{ pointer: '/cell', detail: `${plant.file} describes cell ${definition.id}` }]);
    return { ...asked, definition };
  }
  const definition = lineOf(plant.text, plant.file, plant.types, io);
  if (definition.id !== asked.request.line) throw question.fault([{ pointer: '/line', detail: `${plant.file} describes line ${definition.id}` }]);
  return { ...asked, definition };
}
