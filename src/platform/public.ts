import { SetMetadata } from '@nestjs/common';

export const PUBLIC = 'platform:public';

/** Open to everybody. A handler without it is closed to whoever lacks the scope that it names. */
export const Public = () => SetMetadata(PUBLIC, true);
