import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { about, requestId } from '@mimamori/contract'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { FastifyRequest } from 'fastify'
import type { Clock } from '../platform/clock/clock.ts'
import { publicOrigin } from '../platform/config/origin.ts'
import type { Reached } from '../platform/config/request-origin.ts'
import type { Config } from '../platform/config/settings.ts'
import { readInstallScript } from './install-script.ts'
import { tokenValidForMinutes, type EnrollmentTokens } from './enrollment-tokens.ts'
import { readCollectorCertificates } from './collector-certificates.ts'
import { readPublishedAgent } from './published-agent.ts'
import { withKey } from '../devices/snapshot/device-answers.ts'
import { bearerToken } from '../platform/http/authentication/authorization.ts'
import { createShares, type Share } from '../platform/http/answers/shares.ts'
import { networkOf, peerAddress } from '../platform/http/connections/peer-address.ts'
import { ApiError } from '../platform/errors/error-codes.ts'
import { failureBudget } from '../platform/rate-limits/failure-budget.ts'

interface Deps {
  readonly enrollmentTokens: EnrollmentTokens
  readonly clock: Clock
  readonly config: Reached & Pick<Config, 'agentDir'>
}

/**
 * Downloads at once: each is some 45 MB, and reports come first. Most are for devices that send their token, as the installer does; a whole
 * site may share an address.
 */
const mostDownloads = { all: 20, strangers: 10, byAddress: 5, byToken: 2 }
/** As long as the installer waits for one. */
const longestDownloadMs = 30 * 60_000

const security = [{ enrollmentToken: [] }]

/** A device's part: the installer, the files that it installs, and the key for its one-time token. */
export const enrollmentRoutes = ({ enrollmentTokens, clock, config }: Deps): FastifyPluginAsyncZod => async (app) => {
  // For the whole collector, as for login codes.
  const wrongTokens = failureBudget(clock, { perMinute: 20 })
  const shownToken = (request: FastifyRequest): string => bearerToken(request.headers.authorization) ?? ''
  const refuse = (): ApiError => {
    const waitSeconds = wrongTokens.exhaustedForSeconds()
    if (waitSeconds !== undefined) {
      return new ApiError('RATE_LIMITED', 'too many wrong enrollment tokens in the last minute', { retryAfterSeconds: waitSeconds })
    }
    wrongTokens.record()
    return new ApiError(
      'ENROLLMENT_TOKEN_INVALID',
      `the enrollment token is unknown, has been used, or is older than ${tokenValidForMinutes} minutes; an administrator creates a new one`
    )
  }

  app.get('/api/enrollment', {
    config: { errors: ['ENROLLMENT_TOKEN_INVALID', 'RATE_LIMITED', 'STATE_CONFLICT'] },
    schema: {
      operationId: 'getEnrollment',
      tags: ['enrollment'],
      summary: 'Get the ID of the device that an enrollment token is for',
      summaryJa: '登録用トークンがどの端末のものかを返す',
      answer: 'The device that the token is for.',
      security,
      response: { 200: z.object({ requestId, id: z.string().meta(about('The ID of the device. It never changes.', 'pi-kiosk-03')) }) }
    }
  }, async (request) => {
    const device = enrollmentTokens.deviceOf(shownToken(request))
    if (device === undefined) throw refuse()
    return { requestId: request.id, id: device.id }
  })

  app.post('/api/enrollment', {
    config: { errors: ['ENROLLMENT_TOKEN_INVALID', 'RATE_LIMITED', 'STATE_CONFLICT', 'STORAGE_UNAVAILABLE'] },
    schema: {
      operationId: 'exchangeEnrollmentToken',
      tags: ['enrollment'],
      summary: 'Exchange an enrollment token for the key of its device; again, if the answer was lost, until the key has been used',
      summaryJa: '登録用トークンを端末のキーに交換する。応答が届かなければ、そのキーを使うまで何度でも交換できる',
      answer: 'The key of the device.',
      security,
      response: { 200: withKey }
    }
  }, async (request) => {
    const issued = await enrollmentTokens.exchange(shownToken(request), { address: peerAddress(request), requestId: request.id })
    if (issued === undefined) throw refuse()
    request.log.info({ device: issued.device.id }, 'enrollment token exchanged')
    return { requestId: request.id, id: issued.device.id, key: issued.key }
  })

  app.get('/install.sh', { schema: { hide: true } }, async (request, reply) => {
    const [agent, certificates] = await Promise.all([readPublishedAgent(config.agentDir), readCollectorCertificates(config)])
    const script = await readInstallScript({
      origin: publicOrigin(config, request.headers.host),
      agent,
      authority: certificates?.authority,
      nowMs: clock.nowMs()
    })
    return reply.type('text/x-shellscript; charset=utf-8').header('cache-control', 'no-store').send(script)
  })

  const takeShare = createShares({ what: 'downloads of the agent', retryAfterSeconds: 30 })
  const holdersOf = (request: FastifyRequest): readonly Share[] => {
    const device = enrollmentTokens.deviceOf(shownToken(request))
    return device === undefined
      ? [[`address ${networkOf(peerAddress(request))}`, mostDownloads.byAddress], ['strangers', mostDownloads.strangers]]
      : [[`device ${device.id}`, mostDownloads.byToken]]
  }
  app.get('/install/:file', { schema: { hide: true, params: z.object({ file: z.string() }) } }, async (request, reply) => {
    const agent = await readPublishedAgent(config.agentDir)
    const wanted = agent && [agent.installer, ...Object.values(agent.archives)].find(({ file }) => file === request.params.file)
    if (wanted === undefined) throw new ApiError('ROUTE_NOT_FOUND', `there is no file ${request.params.file} to install`)
    const path = join(config.agentDir, wanted.file)
    const { size } = await stat(path)
    const release = takeShare(...holdersOf(request), ['all', mostDownloads.all])
    const stream = createReadStream(path)
    const timer = setTimeout(() => stream.destroy(), longestDownloadMs).unref()
    stream.once('close', () => {
      clearTimeout(timer)
      release()
    })
    return reply.type('application/gzip').header('content-length', size).send(stream)
  })
}
