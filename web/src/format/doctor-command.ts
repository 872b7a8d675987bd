/** The command that examines this service, and what it stands on, from where it runs. */
export const doctorCommand = (origin: string) => `npx twin doctor --server ${origin}`;
