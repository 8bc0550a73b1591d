import { z } from 'zod'

/**
 * `POST /api/clients/ID/enrollment-token`. `command` is what is typed on the device; null while the server is `missing` something for it: an `address` that
 * other machines reach, or an `agent` to install. `needsAuthority`: the device needs the certificate of the collector's authority first, as /etc/mimamori/ca.pem.
 */
export const enrollmentToken = z.object({
  requestId: z.string(),
  id: z.string(),
  token: z.string(),
  expiresAt: z.iso.datetime(),
  command: z.string().nullable(),
  needsAuthority: z.boolean(),
  missing: z.enum(['address', 'agent']).nullable()
})
export type EnrollmentToken = z.infer<typeof enrollmentToken>
