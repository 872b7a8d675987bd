import { Option, type Command } from 'commander';
import { mosquittoAcl, type AclOptions } from '../plant/mosquitto-acl.js';
import { formatIssues } from '../plant/read.js';
import { sourcesOf } from '../plant/sources.js';
import { readPlants } from './files.js';
import { CliFault, EXIT, type Io } from './io.js';

export function addBrokerAcl(broker: Command, io: Io): void {
  broker
    .command('acl')
    .description('an acl_file for mosquitto, by which each line, source or edge node publishes for itself alone')
    .argument('<file...>', 'plant files or folders of them; - for stdin')
    .option('--types <file...>', 'files of machine types, besides those in the folders of the plant files', [])
    .addOption(new Option('--by <by>', 'a user for each line or cell, or for each source').choices(['line', 'source']).default('line'))
    .option('--twin <name>', 'name by which the broker knows the service; TWIN_MQTT_USERNAME or pharmatwin where not given')
    .action(async (files: string[], { types, by, twin }: { types: string[]; by: AclOptions['by']; twin?: string }) => {
      const { files: lines, cells, issues } = await readPlants(files, types, io);
      if (issues.length > 0) throw new CliFault(EXIT.validation, formatIssues(issues));
      const sources = [...lines, ...cells].flatMap(({ definition }) => sourcesOf(definition));
      if (sources.length === 0) throw new CliFault(EXIT.notFound, 'there is no line and no cell');
      const { TWIN_MQTT_USERNAME: name = 'pharmatwin', TWIN_SPARKPLUG_HOST_ID: hostId } = io.env;
      io.out(mosquittoAcl(sources, { twin: twin ?? name, by, hostId: hostId ?? null }).trimEnd());
    });
}
