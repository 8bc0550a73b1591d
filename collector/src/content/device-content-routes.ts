import { Socket } from 'node:net'
import { z } from 'zod'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { contentReport, contentReportAnswer, deviceContent, sha256Hex } from '@mimamori/contract'
import { createShares } from '../platform/http/answers/shares.ts'
import { ApiError } from '../platform/errors/error-codes.ts'
import type { Content } from './compose-content.ts'
import { renderTemplate } from './settings/template.ts'

/** A report of 32 sets, each with a long problem of long characters. */
const reportLimit = 128 * 1024

/**
 * At once: a fleet that is told of a new version spreads itself, and reports come first. A small answer has places of its own: the system
 * takes it whole, so that slow lines with large files keep no device from its pages and settings.
 */
const mostDownloads = { large: 20, small: 100, byDevice: 2 }
const smallBytes = 1024 * 1024

const unknownFile = (): ApiError =>
  new ApiError('CONTENT_NOT_FOUND', 'the content of this device has no file with this SHA-256; fetch its manifest again')

/** The first byte that is asked for, and the last; undefined if the request is for all (RFC 9110, section 14.2). */
const rangeOf = (header: string | undefined, size: number): { readonly start: number, readonly end: number } | undefined => {
  const [, first, last] = /^bytes=(\d{1,15})-(\d{0,15})$/.exec(header ?? '') ?? []
  if (first === undefined) return undefined
  const [start, end] = [Number(first), last ? Math.min(Number(last), size - 1) : size - 1]
  return start <= end ? { start, end } : undefined
}

interface Deps extends Pick<Content, 'contents' | 'contentFiles' | 'contentReports'> {
  /** How long a device may take nothing of a file: its place is another's then. It goes on from there when it asks again. */
  readonly noProgressMs?: number
}

/** The content that a device should show or use: the manifest, and the files that it lacks. */
export const deviceContentRoutes = (
  { contents, contentFiles, contentReports, noProgressMs = 60_000 }: Deps
): FastifyPluginAsyncZod => async (app) => {
  const takeShare = createShares({ what: 'downloads of content', retryAfterSeconds: 10 })

  app.get('/api/clients/content', {
    onRequest: app.requireDevice,
    schema: {
      operationId: 'getDeviceContent',
      tags: ['devices'],
      summary: 'Get the manifest of the content that the device should have',
      summaryJa: '端末に配信するコンテンツのファイル一覧',
      answer: 'The sets for this device, each with its files.',
      security: [{ deviceKey: [] }],
      response: { 200: deviceContent }
    }
  }, async (request) => {
    const wanted = contents.wantedBy(request.device)
    return {
      requestId: request.id,
      version: wanted?.version || null,
      sets: (wanted?.sets ?? []).map(({ name, number, digest, files }) => ({ name, number, digest, files: [...files] })),
      ...wanted && wanted.refused.length > 0 && { refused: wanted.refused.map(({ name }) => name) },
      openingHours: wanted?.openingHours
    }
  })

  app.post('/api/clients/content', {
    onRequest: app.requireDevice,
    bodyLimit: reportLimit,
    config: { errors: ['STORAGE_UNAVAILABLE'] },
    schema: {
      operationId: 'reportContent',
      tags: ['devices'],
      summary: 'Report which content the device has, and why it lacks what it should have',
      summaryJa: '端末にあるコンテンツと、配信を完了できない理由を報告する',
      answer: 'The report was stored.',
      security: [{ deviceKey: [] }],
      body: contentReport,
      response: { 200: contentReportAnswer }
    }
  }, async (request) => {
    await contentReports.accept(request.device, request.body)
    return { requestId: request.id }
  })

  app.get('/api/clients/content/files/:sha256', {
    onRequest: app.requireDevice,
    config: { errors: ['CONTENT_NOT_FOUND'] },
    schema: {
      operationId: 'downloadContentFile',
      tags: ['devices'],
      summary: 'Download a file of the device’s content; a range goes on where a download broke off',
      summaryJa: 'コンテンツのファイルをダウンロードする。範囲を指定すると、途中から再開できる',
      answer: 'The file.',
      security: [{ deviceKey: [] }],
      params: z.object({ sha256: sha256Hex })
    }
  }, async (request, reply) => {
    const { sha256 } = request.params
    const set = contents.wantedBy(request.device)?.sets.find(({ hashes }) => hashes.has(sha256))
    if (set === undefined) throw unknownFile()
    const template = set.rendered.get(sha256)
    if (template !== undefined) {
      return reply.type('application/octet-stream').header('cache-control', 'no-store').send(Buffer.from(renderTemplate(template, request.device)))
    }
    const file = await contentFiles.open(sha256)
    if (file === undefined) throw unknownFile()
    const { handle, size } = file
    const range = rangeOf(request.headers.range, size)
    const bytes = range === undefined ? size : range.end - range.start + 1
    const kind = bytes < smallBytes ? 'small' : 'large'
    const stream = handle.createReadStream(range)
    try {
      stream.once('close', takeShare([`device ${request.device.id}`, mostDownloads.byDevice], [kind, mostDownloads[kind]]))
    } catch (error) {
      stream.destroy()
      throw error
    }
    const { socket } = request.raw
    // Node counts a written byte as progress, and returns to the server's own timeout with the next request. Injected ones have no socket.
    if (socket instanceof Socket) socket.setTimeout(noProgressMs)
    if (range !== undefined) reply.code(206).header('content-range', `bytes ${range.start}-${range.end}/${size}`)
    return reply
      .type('application/octet-stream')
      .header('content-length', bytes)
      .header('accept-ranges', 'bytes')
      .header('etag', `"${sha256}"`)
      // A file with this name never changes, and its name cannot be guessed: a cache in another building may give it to its devices.
      .header('cache-control', 'public, max-age=31536000, immutable')
      .send(stream)
  })
}
