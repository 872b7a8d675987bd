import type { Command } from 'commander';
import { formatIssues } from '../plant/read.js';
import { sharedTopicOf, topicsOf, type SourceTopic } from '../plant/source-topics.js';
import { sourcesOf, type Source } from '../plant/sources.js';
import { readPlants } from './files.js';
import { CliFault, EXIT, type Io } from './io.js';

export function addTopics(program: Command, io: Io): void {
  program
    .command('topics')
    .description('list the MQTT topics that plant files read, with what each one means')
    .argument('<file...>', 'plant files or folders of them; - for stdin')
    .option('--types <file...>', 'files of machine types, besides those in the folders of the plant files', [])
    .option('--source <source>', 'of one source alone: a station, or press, oven.2, utilities.air of a cell')
    .option('--json', 'one JSON object a line')
    .action(async (files: string[], { types, source: wanted, json }: { types: string[]; source?: string; json?: true }) => {
      const { files: lines, cells, issues } = await readPlants(files, types, io);
      if (issues.length > 0) throw new CliFault(EXIT.validation, formatIssues(issues));
      const sources = [...lines, ...cells].flatMap(({ definition }) => sourcesOf(definition)).filter(({ unit }) => wanted === undefined || unit === wanted);
      if (sources.length === 0) throw new CliFault(EXIT.notFound, wanted === undefined ? 'there is no line and no cell' : `there is no source ${wanted}`);
      for (const source of sources) for (const text of json ? rows(source) : page(source)) io.out(text);
    });
}

const rows = (source: Source): string[] => {
  const { kind, of, unit, dialect } = source;
  return topicsOf(source).map((topic) => JSON.stringify({ [kind]: of, source: unit, dialect, ...topic }));
};

/** A source, its topics, and below a topic of messages their fields. */
function page(source: Source): string[] {
  const topics = topicsOf(source);
  const shared = sharedTopicOf(source);
  const width = Math.max(0, ...topics.map(({ topic, field }) => (field ?? topic).length));
  const fieldless = topics.filter(({ field }) => field === null);
  const messages = [...new Set(topics.filter(({ field }) => field !== null).map(({ topic }) => topic))];
  const row = (name: string, { signal, unit }: SourceTopic, indent: string) => `${indent}${name.padEnd(width)}  ${signal}${unit === null ? '' : ` [${unit}]`}`;
  return [
    `${source.of} ${source.unit} (${source.dialect})`,
    ...fieldless.map((topic) => row(topic.topic, topic, '  ')),
    ...(shared === null ? [] : [`  ${shared.filter}, where it is called ${shared.name}`]),
    ...messages.flatMap((topic) => [`  ${topic}`, ...topics.filter((one) => one.topic === topic).map((one) => row(one.field!, one, '    '))]),
  ];
}
