import { z } from 'zod'

/** The name of a user or a token, by which the audit log names the author of a change. */
export const principalName = z.string().regex(/^[a-z0-9][a-z0-9._-]{0,62}$/, 'expected 1 to 63 of a–z, 0–9 and . _ -, such as grafana')
