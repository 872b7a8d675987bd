import { BrokerUsersFile, type BrokerUser } from '../contract/broker-user.js';
import { sentence } from '../contract/explain.js';
import { readIfThere, replaceFile } from './durable-file.js';

/** The users of a file; none where there is no file. Rejects with a sentence, in which no hash stands, where it is not right. */
export async function readUsers(file: string): Promise<BrokerUser[]> {
  const text = await readIfThere(file);
  if (text === null) return [];
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new Error(`${file} is no JSON: write it with twin broker user`);
  }
  const read = BrokerUsersFile.safeParse(json, { error: (issue) => (issue.path?.includes('password') ? 'expected a hash' : sentence(issue)) });
  if (!read.success) throw new Error(`${file}: ${read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ')}`);
  const names = read.data.users.map(({ name }) => name);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) throw new Error(`${file}: there are two users ${twice}`);
  return read.data.users;
}

/** Replaces the file, which only its owner can read. */
export async function writeUsers(file: string, users: readonly BrokerUser[]): Promise<void> {
  await replaceFile(file, `${JSON.stringify({ users }, null, 2)}\n`, 0o600);
}
