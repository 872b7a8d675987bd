import { Command, CommanderError, Option } from 'commander';
import { ServerFailure } from '../../client/http.js';
import { packageInfo } from '../platform/package.js';
import { addAlarm } from './alarm.js';
import { addBackup } from './backup.js';
import { addBroker } from './broker.js';
import { addCell } from './cell.js';
import { addCommissioning } from './commissioning.js';
import { addCompare } from './compare.js';
import { addDeadLetters } from './dead-letters.js';
import { addDecision } from './decision.js';
import { addDoctor } from './doctor/doctor.js';
import { addEnergy } from './energy.js';
import { addInfo } from './info.js';
import { CliFault, EXIT, type Io, type Lang } from './io.js';
import { addExport } from './export.js';
import { addIngest } from './ingest.js';
import { addLine } from './line.js';
import { addRun } from './run.js';
import { addScenario } from './scenario.js';
import { addSearch } from './search.js';
import { faultOf } from './server.js';
import { addSimulate } from './simulate.js';
import { addStops } from './stops.js';
import { addTopics } from './topics.js';
import { addValidate } from './validate.js';
import { addWorker } from './worker.js';

/** Carries out a command line (without node and program). Resolves to the exit code. */
export async function perform(argv: readonly string[], io: Io): Promise<number> {
  try {
    await build(io).parseAsync([...argv], { from: 'user' });
    return EXIT.ok;
  } catch (error) {
    io.progress(null);
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    const fault = error instanceof ServerFailure ? faultOf(error) : error;
    if (!(fault instanceof CliFault)) throw error;
    if (fault.message !== '') io.err(fault.message);
    return fault.code;
  }
}

function build(io: Io): Command {
  const program = new Command('twin')
    .description(
      'Pharmatwin from the command line. Exit codes: 0 right, 1 failure, 2 usage, 3 validation, 4 not found, 5 not as precise as asked for, 6 unreachable.',
    )
    .version(packageInfo.version)
    .addOption(language())
    .configureOutput({ writeOut: (text) => io.out(text.trimEnd()), writeErr: (text) => io.err(text.trimEnd()) })
    .showHelpAfterError('(twin --help, twin COMMAND --help)')
    .exitOverride();
  for (const add of [
    addValidate,
    addTopics,
    addSimulate,
    addRun,
    addScenario,
    addSearch,
    addCompare,
    addDecision,
    addLine,
    addStops,
    addCell,
    addEnergy,
    addAlarm,
    addInfo,
    addCommissioning,
    addDeadLetters,
    addDoctor,
    addBackup,
    addBroker,
    addIngest,
    addExport,
    addWorker,
  ])
    add(program, io);
  for (const command of everyCommand(program)) command.addOption(language());
  program.hook('preAction', (_, action) => {
    const { lang } = action.optsWithGlobals<{ lang?: Lang }>();
    if (lang !== undefined) io.lang = lang;
  });
  return program;
}

const language = () => new Option('--lang <lang>', 'language of tables').choices(['en', 'fr']);

const everyCommand = (command: Command): Command[] => command.commands.flatMap((each) => [each, ...everyCommand(each)]);
