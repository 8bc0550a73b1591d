import { z } from 'zod'

/** `POST /api/clients/ID/enrollment-token`. `command` is what is typed on the device; null where the server has no agent for it yet. */
export const enrollmentToken = z.object({ requestId: z.string(), id: z.string(), token: z.string(), expiresAt: z.iso.datetime(), command: z.string().nullable() })
export type EnrollmentToken = z.infer<typeof enrollmentToken>
