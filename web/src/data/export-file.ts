import { send } from './http.js';

/** A file of the service, whole. Throws ServerFailure. */
export const exportFile = async (address: string): Promise<Blob> => (await send('GET', address, undefined, undefined, '*/*')).blob();
