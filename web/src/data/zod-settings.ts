import { z } from 'zod';

// The pages allow no code that is made from texts (content security policy): zod is not to try.
z.config({ jitless: true });
