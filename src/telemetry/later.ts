/** Calls back after a while; what it gives calls that off. */
export type Later = (ms: number, call: () => void) => () => void;

/** By the timers of Node, which do not keep the process alive. */
export const later: Later = (ms, call) => {
  const timer = setTimeout(call, ms);
  timer.unref();
  return () => clearTimeout(timer);
};
