import type { FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { contentFile, contentLimits, missingFiles, requestId, sha256Hex, uploadProgress } from '@mimamori/contract'
import { versionMistake } from '@mimamori/contract/version-mistake'
import { limitConcurrency } from '../platform/http/answers/limit-concurrency.ts'
import { requestLanguage } from '../platform/language/request-language.ts'
import { ContentBoundError } from './contents.ts'
import { requireFileCount } from './file-count.ts'
import type { FileStore } from './file-store.ts'

/** The name and the offset of RFC 9110's siblings: https://datatracker.ietf.org/doc/draft-ietf-httpbis-resumable-upload/ */
const partial = 'application/partial-upload'
/** Each takes a connection and a file until its part has come, for as long as a request may take. */
const uploads = { most: 12, mostByPerson: 6, what: 'uploads of content', retryAfterSeconds: 2 }

const fileKey = contentFile.pick({ size: true, sha256: true })
const mostAsked = 8 * 1024 * 1024

const wholeNumber = z.string().regex(/^\d{1,16}$/, 'expected a whole number').transform(Number)
const uploadHeaders = z.object({
  'upload-offset': wholeNumber,
  'upload-length': wholeNumber.refine((bytes) => bytes <= contentLimits.bytes, `expected at most ${contentLimits.bytes} bytes`)
})

/** Files of content come one by one, each in parts as long as the line bears, and go on where they broke off. */
export const uploadRoutes = ({ contentFiles }: { readonly contentFiles: FileStore }): FastifyPluginAsyncZod => async (app) => {
  const inShares = limitConcurrency(uploads)
  app.addContentTypeParser(partial, async (_request: FastifyRequest, payload: AsyncIterable<Buffer>) => payload)

  app.post('/api/content-files/missing', {
    onRequest: app.requireRole(),
    bodyLimit: mostAsked,
    preValidation: requireFileCount,
    config: { errors: ['CONTENT_REFUSED'] },
    schema: {
      operationId: 'listMissingFiles',
      tags: ['content'],
      summary: 'Find which files of a manifest are to be uploaded, and from which byte',
      summaryJa: 'アップロードが必要なファイルと、その開始位置を返す',
      answer: 'The files that are not stored, each with the bytes that are, and the space for the rest.',
      body: z.strictObject({ files: z.array(fileKey).max(contentLimits.files).describe('The files of the manifest.') }),
      response: { 200: missingFiles }
    }
  }, async (request) => {
    const mistake = versionMistake(request.body.files.map(({ size }) => size))
    if (mistake !== undefined) throw new ContentBoundError('CONTENT_REFUSED', mistake, requestLanguage(request))
    const asked = new Map(request.body.files.map((file) => [file.sha256, file]))
    const missing: z.infer<typeof uploadProgress>[] = []
    for (const file of asked.values()) {
      if (!await contentFiles.isComplete(file)) missing.push({ ...file, storedBytes: await contentFiles.storedBytes(file) })
    }
    return { requestId: request.id, missing, freeBytes: await contentFiles.freeBytes() }
  })

  app.patch('/api/content-files/:sha256', {
    onRequest: app.requireRole(),
    config: { errors: ['UPLOAD_CONFLICT', 'UPLOAD_MISMATCH', 'CONTENT_FULL'], bodies: { [partial]: z.string() } },
    schema: {
      operationId: 'uploadFile',
      tags: ['content'],
      summary: 'Upload a part of a file (application/partial-upload), from the byte in upload-offset; what came before a line broke is stored',
      summaryJa: 'ファイルの一部（application/partial-upload）を upload-offset の位置からアップロードする。途中で切れても、届いた分は残る',
      answer: 'The bytes that are stored now; all of them once the file is complete.',
      params: z.object({ sha256: sha256Hex }),
      headers: uploadHeaders,
      body: z.unknown(),
      response: { 200: uploadProgress.extend({ requestId }) }
    }
  }, async (request) => {
    const file = { sha256: request.params.sha256, size: request.headers['upload-length'] }
    const storedBytes = await inShares(request.operator, () =>
      contentFiles.append(file, request.headers['upload-offset'], request.body as AsyncIterable<Buffer>))
    return { requestId: request.id, ...file, storedBytes }
  })
}
