import type { Problem, ProblemCode } from '../../../src/contract/problem.js';
import { ServerFailure } from './failure.js';
import { noteServerTime } from './server-clock.js';
import { setRefused, token } from './token.js';

/** A request for JSON. Throws ServerFailure. */
export async function request<Answer>(
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path: string,
  body?: unknown,
  signal?: AbortSignal,
  further: Record<string, string> = {},
): Promise<Answer> {
  const response = await send(method, path, body, signal, 'application/json', further);
  if (response.status === 204) return undefined as Answer;
  return (await response.json()) as Answer;
}

/** The same, with the answer not yet read. */
export async function send(
  method: string,
  path: string,
  body?: unknown,
  signal?: AbortSignal,
  accept = 'application/json',
  further: Record<string, string> = {},
): Promise<Response> {
  const bearer = token();
  const headers: Record<string, string> = { accept, ...further, ...(bearer ? { authorization: `Bearer ${bearer}` } : {}) };
  if (body !== undefined) headers['content-type'] = 'application/json';
  const response = await fetch(path, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }), ...(signal ? { signal } : {}) }).catch(
    (error: unknown) => {
      if (signal?.aborted) throw error;
      throw new ServerFailure('unreachable', String(error));
    },
  );
  noteServerTime(response.headers.get('date'));
  if (response.ok) return response;
  throw await failureOf(response);
}

async function failureOf(response: Response): Promise<ServerFailure> {
  if (response.status === 401) setRefused(true);
  const problem = (await response.json().catch(() => null)) as Partial<Problem> | null;
  const code = (problem?.type?.replace('/problems/', '') ?? 'internal') as ProblemCode;
  return new ServerFailure(code, problem?.detail ?? response.statusText, problem?.issues ?? [], response.status, problem?.refusal);
}
