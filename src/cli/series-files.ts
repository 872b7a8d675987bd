import path from 'node:path';
import { explain, pointerOf } from '../contract/explain.js';
import { isMap, type Fields } from '../contract/plain.js';
import { readSeriesFile, SeriesFile } from '../exchange/energy/series-file.js';
import { inOrder, type FileIssue, type SourceDocument } from '../plant/document.js';
import { formatIssues } from '../plant/read.js';
import { readText } from './files.js';
import { CliFault, EXIT, type Io } from './io.js';

/**
 * The document of a question with the series that it names by a file in their place, so that it goes to a service whole, and the texts of
 * those files. `folder`: what their paths begin at. All that is wrong with them ends the command, each with its place in its file.
 */
export async function withSeriesOfFiles(source: SourceDocument, folder: string, io: Io): Promise<{ value: unknown; inputs: Record<string, string> }> {
  const { value } = source;
  const inputs: Record<string, string> = {};
  if (!isMap(value) || !isMap(value['series'])) return { value, inputs };
  const issues: FileIssue[] = [];
  const series: Fields = {};
  for (const [id, given] of Object.entries(value['series'])) series[id] = isMap(given) && 'file' in given ? await read(id, given) : given;
  if (issues.length > 0) throw new CliFault(EXIT.validation, formatIssues(inOrder(issues)));
  return { value: { ...value, series }, inputs };

  async function read(id: string, given: Fields): Promise<unknown> {
    const explained = explain(SeriesFile, given);
    if (!explained.ok) {
      issues.push(...explained.faults.map((fault) => source.issueAt(`/series/${id}${pointerOf(fault.path)}`, fault.message, fault.atKey)));
      return given;
    }
    const file = path.join(folder, explained.value.file);
    const text = (inputs[file] ??= await readText(file, io));
    const found = readSeriesFile(id, explained.value, text);
    if (found.ok) return found.series;
    issues.push({ file, line: found.line, column: 1, pointer: '', message: found.problem });
    return given;
  }
}
