const KEY = 'twin.token';
const listeners = new Set<() => void>();
let refused = false;

/** The access token of this window, or null. Kept until the window is closed. */
export function token(): string | null {
  try {
    return sessionStorage.getItem(KEY);
  } catch {
    return null;
  }
}

export function setToken(value: string): void {
  try {
    sessionStorage.setItem(KEY, value.trim());
  } catch {
    return;
  }
  setRefused(false);
}

/** Whether the server has asked for a token that this window does not have. */
export const tokenRefused = () => refused;

export function setRefused(value: boolean): void {
  if (refused === value) return;
  refused = value;
  for (const listener of listeners) listener();
}

export function onTokenChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
