/** Whether a topic matches an MQTT topic filter (MQTT 3.1.1, 4.7; also of topics that begin with $). */
export function matchesFilter(filter: string, topic: string): boolean {
  const wanted = filter.split('/');
  const levels = topic.split('/');
  for (const [at, level] of wanted.entries()) {
    if (level === '#') return true;
    if (at >= levels.length) return false;
    if (level !== '+' && level !== levels[at]) return false;
  }
  return wanted.length === levels.length;
}
