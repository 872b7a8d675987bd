import { randomBytes } from 'node:crypto';
import path from 'node:path';
import type { Command } from 'commander';
import { readConfig } from '../config.js';
import { BrokerUser } from '../contract/broker-user.js';
import { explain } from '../contract/explain.js';
import { readPlantFiles } from '../plant/files.js';
import { sourcesOf } from '../plant/sources.js';
import { hashPassword } from '../platform/password.js';
import { readUsers, writeUsers } from '../platform/broker-users-file.js';
import { addBrokerAcl } from './broker-acl.js';
import { BROKER_WORDS } from './broker-words.js';
import { textTable } from './format.js';
import { CliFault, EXIT, type Io } from './io.js';

interface Where {
  file?: string;
}

interface Bound extends Where {
  line: string[];
  source: string[];
  node: string[];
  topic: string[];
  subscribe: string[];
  certificate?: true;
  passwordStdin?: true;
}

const LEAST_CHARACTERS = 12;
const MADE_BYTES = 18;

export function addBroker(program: Command, io: Io): void {
  const broker = program.command('broker').description('who may publish what: users of the embedded broker, or an acl file for mosquitto');
  const user = broker.command('user').description('users of the embedded broker; the service reads the file again within seconds');
  addBrokerAcl(broker, io);

  withFile(user.command('add').description('a user, or the same one bound anew; a password is made and printed unless one is given').argument('<name>'))
    .option('--line <line...>', 'lines and process cells for all of whose sources it may speak', [])
    .option('--source <source...>', 'sources for which it may speak: osd-1/press', [])
    .option('--node <node...>', 'edge nodes of Sparkplug B for which it may speak: group/node', [])
    .option('--topic <filter...>', 'MQTT topic filters in which it may publish besides', [])
    .option('--subscribe <filter...>', 'MQTT topic filters to which it may subscribe', [])
    .option('--certificate', 'known by a client certificate with its name as common name, and by no password')
    .option('--password-stdin', 'take the password from stdin')
    .action(async (name: string, options: Bound) => {
      const password = options.certificate ? null : await passwordOf(options, io);
      const { line: lines, source: sources, node: nodes, topic: topics, subscribe } = options;
      const made = explain(BrokerUser, { name, lines, sources, nodes, topics, subscribe, password: password && (await hashPassword(password.text)) });
      if (!made.ok) throw new CliFault(EXIT.usage, made.faults.map(({ path: at, message }) => `${at.join('.')}: ${message}`).join('\n'));
      const words = BROKER_WORDS[io.lang];
      const before = await change(options, io, (users) => [...users.filter((other) => other.name !== name), made.value]);
      if (before.some((other) => other.name === name)) io.err(words.replaced(name));
      if ([lines, sources, nodes, topics].every((each) => each.length === 0)) io.err(words.boundToNothing(name));
      const unknown = unknownTo(made.value, io);
      if (unknown.length > 0) io.err(words.unknown(name, unknown.join(', ')));
      if (password?.made) io.out(password.text);
    });

  withFile(user.command('password').description('a new password for a user; made and printed unless one is given').argument('<name>'))
    .option('--password-stdin', 'take the password from stdin')
    .action(async (name: string, options: Where & { passwordStdin?: true }) => {
      const password = await passwordOf(options, io);
      const hash = await hashPassword(password.text);
      await change(options, io, (users) => users.map((each) => (each.name === name ? { ...each, password: hash } : each)), name);
      if (password.made) io.out(password.text);
    });

  withFile(user.command('remove').description('remove a user; it is disconnected').argument('<name>')).action(async (name: string, options: Where) => {
    await change(options, io, (users) => users.filter((each) => each.name !== name), name);
  });

  withFile(user.command('list').description('the users, and for whom they speak'))
    .option('--json', 'one JSON object a line, without hashes')
    .action(async (options: Where & { json?: true }) => {
      const users = await read(fileOf(options, io));
      if (options.json)
        return users.forEach(({ password, ...user }) => io.out(JSON.stringify({ ...user, by: password === null ? 'certificate' : 'password' })));
      const words = BROKER_WORDS[io.lang];
      if (users.length === 0) return io.out(words.none);
      const rows = users.map(({ name, password, lines, sources, nodes, topics, subscribe }) => [
        name,
        password === null ? words.certificate : words.password,
        [...lines, ...sources, ...nodes, ...topics].join(' ') || '-',
        subscribe.join(' ') || '-',
      ]);
      io.out(textTable([words.columns, ...rows], [0, 1, 2, 3]));
    });
}

const withFile = (command: Command): Command =>
  command.option('--file <file>', 'the file of the users; that of the settings where not given (TWIN_MQTT_USERS_FILE)');

async function passwordOf({ passwordStdin }: { passwordStdin?: true }, io: Io): Promise<{ text: string; made: boolean }> {
  if (!passwordStdin) return { text: randomBytes(MADE_BYTES).toString('base64url'), made: true };
  const text = (await io.readStdin()).replace(/\r?\n$/, '');
  if (text.length < LEAST_CHARACTERS) throw new CliFault(EXIT.usage, `a password has at least ${LEAST_CHARACTERS} characters`);
  return { text, made: false };
}

/** Lines and sources that a user is bound to and the plant files of the settings do not have; none where these cannot be read. */
function unknownTo({ lines, sources }: BrokerUser, io: Io): string[] {
  const settings = readConfig(io.env, io.cwd);
  const { files, cells, issues } = settings.ok ? readPlantFiles(settings.config.plants) : { files: [], cells: [], issues: [] };
  const known = [...files, ...cells].flatMap(({ definition }) => sourcesOf(definition));
  if (issues.length > 0 || known.length === 0) return [];
  const names = new Set(known.flatMap(({ of, unit }) => [of, `${of}/${unit}`]));
  return [...lines, ...sources].filter((name) => !names.has(name));
}

/** The users as they were before. `mustHave`: the name of a user that must be there. */
async function change(where: Where, io: Io, changed: (users: BrokerUser[]) => BrokerUser[], mustHave?: string): Promise<BrokerUser[]> {
  const file = fileOf(where, io);
  const users = await read(file);
  if (mustHave !== undefined && !users.some(({ name }) => name === mustHave)) throw new CliFault(EXIT.notFound, `${file} has no user ${mustHave}`);
  try {
    await writeUsers(file, changed(users));
    return users;
  } catch (error) {
    throw new CliFault(EXIT.failure, `${file}: cannot be written: ${(error as Error).message}`);
  }
}

async function read(file: string): Promise<BrokerUser[]> {
  try {
    return await readUsers(file);
  } catch (error) {
    throw new CliFault(EXIT.validation, (error as Error).message);
  }
}

function fileOf({ file }: Where, io: Io): string {
  if (file !== undefined) return path.resolve(io.cwd, file);
  const settings = readConfig(io.env, io.cwd);
  if (!settings.ok) throw new CliFault(EXIT.usage, settings.errors.join('\n'));
  return settings.config.embeddedBroker.usersFile;
}
