import { z } from 'zod'
import { about, requestId } from './about.ts'

/**
 * Obstacles to devices that enroll themselves: the collector listens only for its own machine (`loopback`), or http from the network is
 * not allowed (`http`); its public URL leads nowhere else (`publicUrl`); its machine is on no network (`network`); no `agent` is
 * published. `authority` prevents nothing: each device needs the certificate of the collector's authority first, as
 * /etc/mimamori/ca.pem.
 */
export const enrollmentObstacleCodes = ['loopback', 'http', 'publicUrl', 'network', 'agent', 'authority'] as const
export type EnrollmentObstacleCode = typeof enrollmentObstacleCodes[number]

/** All obstacles at once, and how to remove them. */
export const enrollmentObstacles = z.object({
  codes: z.array(z.enum(enrollmentObstacleCodes)).describe(
    'The obstacles: `loopback`, the collector listens only for its own machine; `http`, http from the network is not allowed; ' +
      '`publicUrl`, the public URL leads nowhere else; `network`, the machine is on no network; `agent`, no agent is published; ' +
      '`authority`, which keeps none from it: each device first needs the certificate of the collector’s authority, as ' +
      '/etc/mimamori/ca.pem.'
  ),
  restart: z
    .object({
      by: z.enum(['npm', 'service', 'container']).meta(about(
        'What runs the collector: `npm` (npm start), `service` (systemd) or `container`.',
        'npm'
      )),
      settings: z.array(z.string()).describe('The settings to change.'),
      command: z.string().meta(about(
        'The command that starts this collector with them.',
        'cd /home/sato/mimamori && MIMAMORI_LISTEN=0.0.0.0:8080 npm start'
      )),
      secrets: z.array(z.string()).describe('Secret settings that the command leaves out.')
    })
    .nullable().describe('How to start the collector so that devices reach it; null if no setting has to change.'),
  publish: z.string().nullable().meta(about(
    'The command that publishes an agent; null if one is published.',
    'cd /home/sato/mimamori && sudo npm run publish-agent'
  ))
})
export type EnrollmentObstacles = z.infer<typeof enrollmentObstacles>

/** `GET /api/enrollment-obstacles`. */
export const enrollmentObstaclesAnswer = enrollmentObstacles.extend({ requestId })

/** `POST /api/clients/ID/enrollment-token`. `command` is typed on the device; null while an obstacle keeps it from enrolling. */
export const enrollmentToken = z.object({
  requestId,
  id: z.string().meta(about('The ID of the device. It never changes.', 'pi-kiosk-03')),
  token: z.string().meta(about(
    'The one-time token of the device. It is shown only once.',
    'mme_8mXv5vQ1d2J0s3kq9a7Zb4nF6hL1tYcR0uWeIoPgTxE'
  )),
  expiresAt: z.iso.datetime().meta(about('When the token expires.', '2026-11-25T09:30:00.000Z')),
  command: z.string().nullable().meta(about(
    'The command to type on the device; null while an obstacle keeps the device from enrolling.',
    'echo mme_8mXv | { script=$(curl -fsS http://192.168.10.2:8080/install.sh) && sudo sh -c "$script"; }'
  )),
  obstacles: enrollmentObstacles.describe('What keeps devices from enrolling themselves, all at once.')
})
export type EnrollmentToken = z.infer<typeof enrollmentToken>
