import { z } from 'zod'

/**
 * Obstacles to devices that enroll themselves: the collector listens only for its own machine (`loopback`), or http from the network is
 * not allowed (`http`); its public URL leads nowhere else (`publicUrl`); its machine is on no network (`network`); no `agent` is
 * published. `authority` prevents nothing: each device needs the certificate of the collector's authority first, as
 * /etc/mimamori/ca.pem.
 */
export const enrollmentObstacleCodes = ['loopback', 'http', 'publicUrl', 'network', 'agent', 'authority'] as const
export type EnrollmentObstacleCode = typeof enrollmentObstacleCodes[number]

/** All obstacles at once, and what removes them. */
export const enrollmentObstacles = z.object({
  codes: z.array(z.enum(enrollmentObstacleCodes)),
  /**
   * The settings to change, the command that then starts this collector with them, and the secret settings that it leaves out; null if
   * none is to be changed.
   */
  restart: z
    .object({
      by: z.enum(['npm', 'service', 'container']),
      settings: z.array(z.string()),
      command: z.string(),
      secrets: z.array(z.string())
    })
    .nullable(),
  /** The command that publishes an agent, where there is none. */
  publish: z.string().nullable()
})
export type EnrollmentObstacles = z.infer<typeof enrollmentObstacles>

/** `GET /api/enrollment-obstacles`. */
export const enrollmentObstaclesAnswer = enrollmentObstacles.extend({ requestId: z.string() })

/** `POST /api/clients/ID/enrollment-token`. `command` is what is typed on the device; null while an obstacle keeps it from enrolling. */
export const enrollmentToken = z.object({
  requestId: z.string(),
  id: z.string(),
  token: z.string(),
  expiresAt: z.iso.datetime(),
  command: z.string().nullable(),
  obstacles: enrollmentObstacles
})
export type EnrollmentToken = z.infer<typeof enrollmentToken>
