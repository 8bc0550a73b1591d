import type { FastifyRequest } from 'fastify'
import type { Language } from '@mimamori/contract'
import { knownTimeZone } from '@mimamori/contract/time-zone'
import { requestLanguage } from './request-language.ts'

/** The reader of an answer's sentences: the language, and the clocks. */
export interface Reader {
  readonly language: Language
  /**
   * IANA name; undefined for a reader who sent none: a sentence then has the local times of its
   * subject, and names the time zone.
   */
  readonly timeZone: string | undefined
}

/** The reader that a request is answered for: its language, and the time zone of `?timeZone=`, unless this server does not know it. */
export const requestReader = (request: FastifyRequest): Reader => {
  const { timeZone } = request.query as { timeZone?: unknown }
  return { language: requestLanguage(request), timeZone: typeof timeZone === 'string' ? knownTimeZone(timeZone) : undefined }
}

/** The time zone in which a reader sees times of a place in that zone, and whether the sentence names it. */
export const clocksFor = (
  { timeZone }: Pick<Reader, 'timeZone'>,
  placeTimeZone: string
): { readonly timeZone: string, readonly namesTimeZone: boolean } => ({
  timeZone: timeZone ?? placeTimeZone,
  namesTimeZone: timeZone === undefined
})
