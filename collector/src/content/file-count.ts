import { contentLimits } from '@mimamori/contract'
import { versionMistake } from '@mimamori/contract/version-mistake'
import type { FastifyRequest } from 'fastify'
import { requestLanguage } from '../platform/language/request-language.ts'
import { ContentBoundError } from './contents.ts'

/**
 * Refuses a body with more files than a version can have before each is checked, which takes longer the more there are, and in the
 * language of the client. @throws {ContentBoundError}
 */
export const requireFileCount = async (request: FastifyRequest): Promise<void> => {
  const { files } = (request.body ?? {}) as { readonly files?: unknown }
  if (!Array.isArray(files) || files.length <= contentLimits.files) return
  throw new ContentBoundError('CONTENT_REFUSED', versionMistake(files.map(() => 0))!, requestLanguage(request))
}
