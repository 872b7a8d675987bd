/** A number of five digits or more, a UUID, or twelve or more hexadecimal digits with a decimal among them. */
const CHANGING = /^(?:\d{5,}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|(?=[a-f]*\d)[0-9a-f]{12,})$/i;

/** A topic with + for the levels that are likely another with each message. */
export const topicPattern = (topic: string): string =>
  topic
    .split('/')
    .map((level) => (CHANGING.test(level) ? '+' : level))
    .join('/');

/** The topics that a topic is put together with where there is no room for itself: those with the same first levels. */
export const folded = (topic: string, levels: number): string => [...topic.split('/').slice(0, levels), '#'].join('/');
