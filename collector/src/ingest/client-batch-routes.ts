import type { FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import {
  batchAnswer,
  batchEnvelope,
  batchHeaders,
  logBatch,
  sampleBatch,
  sampleBatchLimits,
  sampleSeries,
  toEnvelope,
  valueCountMistake,
  type BatchKind,
  type LogBatch,
  type SampleBatch,
  type SampleSeries
} from '@mimamori/contract'
import type { Config } from '../platform/config/settings.ts'
import { createLogAcceptor } from './accept-logs.ts'
import type { ReportAcceptor } from './accept-report.ts'
import { createSampleAcceptor, createSampleForgetter } from './accept-samples.ts'
import { createMissingBatchesNote } from './missing-batches.ts'
import type { RefusedMessage } from './record-refusal.ts'
import type { BatchMessage, BatchResult } from './batch-message.ts'
import { ApiError } from '../platform/errors/error-codes.ts'
import { peerAddress } from '../platform/http/connections/peer-address.ts'
import { toIssues, validationFailed } from '../platform/http/errors/validation.ts'
import { textRule } from '../logs/intake/log-context.ts'
import deviceMessages from './device-messages.ts'
import { deviceBodyLimit } from './device-bodies.ts'
import { parseInSlices } from '../platform/http/bodies/parse-in-slices.ts'
import type { Connections } from '../devices/connection/connection.ts'
import type { Device } from '../devices/registry/device.ts'
import type { KeyMetricsStore } from '../devices/key-metrics/key-metrics.ts'
import type { LateSamples } from '../samples/late-samples.ts'
import type { LogStore } from '../logs/log-store.ts'
import type { Clock } from '../platform/clock/clock.ts'
import type { IngestMetrics } from './ingest-metrics.ts'

interface Deps {
  readonly reports: Pick<ReportAcceptor, 'pushed'>
  readonly connections: Connections
  readonly keyMetrics: KeyMetricsStore
  readonly logs: LogStore
  readonly lateSamples: LateSamples | undefined
  readonly clock: Clock
  readonly ingestMetrics: IngestMetrics
  /** The content that a device should have, as far as the answer to its report names it. */
  readonly wantedContent: (device: Device) => Pick<z.infer<typeof batchAnswer>, 'contentVersion' | 'contentSpreadMs'>
}
type Accept = (message: BatchMessage<unknown>) => BatchResult | Promise<BatchResult>

const requireText = (body: unknown): Buffer => {
  if (Buffer.isBuffer(body)) return body
  throw new ApiError('CONTENT_TYPE_UNSUPPORTED', 'expected a report as content-type: text/plain; version=0.0.4')
}

/** The contract's body but for the lines, which are checked in slices. */
const logFrame = logBatch.extend({ items: z.array(z.unknown()).min(1).max(1000) })

const requireLogs = async (body: unknown): Promise<LogBatch> => {
  if (Buffer.isBuffer(body)) throw new ApiError('CONTENT_TYPE_UNSUPPORTED', 'expected a batch of logs as content-type: application/json')
  const { data, error } = logFrame.safeParse(body)
  if (error) throw validationFailed(toIssues(error.issues))
  return { items: [...await parseInSlices(data.items, { field: 'items', schema: logBatch.shape.items.element })] }
}

const sampleFrame = z.object({ times: sampleBatch.shape.times, series: z.array(z.unknown()).max(sampleBatchLimits.series) })

const requireSamples = async (body: unknown): Promise<SampleBatch> => {
  if (Buffer.isBuffer(body)) throw new ApiError('CONTENT_TYPE_UNSUPPORTED', 'expected a batch of samples as content-type: application/json')
  const { data, error } = sampleFrame.safeParse(body)
  if (error) throw validationFailed(toIssues(error.issues))
  const { times, series } = data
  const contradictions = (one: SampleSeries) => {
    const message = valueCountMistake(one, times.length)
    return message === undefined ? [] : [{ path: '/values', message }]
  }
  return { times, series: [...await parseInSlices(series, { field: 'series', schema: sampleSeries, contradictions })] }
}

/** The readable part of the envelope of a batch that was refused; one of an unknown kind is taken for a report. */
const refusedBatch = (request: FastifyRequest): RefusedMessage => {
  const { headers } = request.raw
  const kind = headers[batchHeaders.kind]
  const envelope = batchEnvelope.safeParse(headers)
  return {
    isReport: kind !== 'logs' && kind !== 'samples',
    address: peerAddress(request),
    ...(envelope.success && { envelope: toEnvelope(envelope.data) })
  }
}

/** `POST /api/clients/batch`: batches from our own agents. The envelope is in the headers (contract/src/headers.ts). */
export const clientBatchRoutes =
  (deps: Deps, config: Pick<Config, 'reportIntervalSeconds' | 'maxBodyBytes'>): FastifyPluginAsyncZod =>
    async (app) => {
      const parts = { ...deps, metrics: deps.ingestMetrics }
      const acceptLogs = createLogAcceptor({ ...parts, recordMissing: createMissingBatchesNote({ logs: deps.logs, log: app.log }) })
      const { lateSamples } = deps
      const acceptSamples = lateSamples && createSampleAcceptor({ ...parts, lateSamples })
      const kinds: Readonly<Record<BatchKind, Accept>> = {
        report: (message) => deps.reports.pushed({ ...message, body: requireText(message.body) }),
        logs: async (message) => acceptLogs({ ...message, body: await requireLogs(message.body) }),
        samples:
          acceptSamples === undefined
            ? createSampleForgetter(parts)
            : async (message) => acceptSamples({ ...message, body: await requireSamples(message.body) })
      }
      await app.register(deviceMessages, { ...deps, config, refused: refusedBatch, takesText: true })

      app.post(
        '/api/clients/batch',
        {
          onRequest: app.requireDevice,
          bodyLimit: deviceBodyLimit,
          // The answers are made below, so their schema need not check them again; the collector's error lines name the request themselves.
          serializerCompiler: () => JSON.stringify,
          childLoggerFactory: (logger) => logger,
          config: {
            errors: ['EXPOSITION_REFUSED', 'TOO_MANY_LOG_BYTES', 'LOG_QUEUE_FULL', 'SAMPLE_QUEUE_FULL', 'STORAGE_UNAVAILABLE'],
            bodies: { 'text/plain; version=0.0.4': z.string(), 'application/json': z.union([logBatch, sampleBatch]) }
          },
          schema: {
            operationId: 'sendBatch',
            summary: 'Send a batch of an agent: a report (text/plain; version=0.0.4), log lines or late samples (application/json)',
            summaryJa: 'エージェントのバッチを送る。報告（text/plain; version=0.0.4）、ログまたは送れなかった間の測定値（application/json）',
            answer: 'The batch was accepted, now or when it was first sent. The agent may discard all batches up to `acknowledgedSequence`.',
            description: textRule,
            tags: ['devices'],
            security: [{ deviceKey: [] }],
            headers: batchEnvelope,
            body: z.unknown(),
            response: { 200: batchAnswer }
          }
        },
        async (request) => {
          const envelope = toEnvelope(request.headers)
          const outcome = await kinds[envelope.kind]({
            deviceId: request.device.id,
            requestId: request.id,
            receivedMs: request.receivedMs,
            address: peerAddress(request),
            envelope,
            body: request.body
          })
          return {
            requestId: request.id,
            kind: envelope.kind,
            stream: envelope.stream,
            serverTimeMs: deps.clock.nowMs(),
            intervalSeconds: config.reportIntervalSeconds,
            acknowledgedSequence: outcome.acknowledgedSequence,
            accepted: outcome.accepted,
            rejected: [...outcome.rejected],
            lateSamples: lateSamples !== undefined,
            ...deps.wantedContent(request.device)
          }
        }
      )
    }
