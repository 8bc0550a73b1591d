import { ExpositionError } from '@mimamori/exporter/text-format'
import { isCertificateError } from '@mimamori/program/certificates'
import { tlsReason } from '@mimamori/program/tls-reason'
import type { ScrapeFailure, ScrapeFailureCode } from '../../devices/freshness/scrape-failure.ts'
import { ApiError } from '../../platform/errors/error-codes.ts'
import { ExpositionRefusedError } from '../../devices/live/live-store.ts'

/** A scrape that gave no exposition. */
export class ScrapeError extends Error implements ScrapeFailure {
  override readonly name = 'ScrapeError'
  readonly code: ScrapeFailureCode
  readonly detail?: string

  constructor (code: ScrapeFailureCode, detail?: string) {
    super(detail === undefined ? code : `${code}: ${detail}`)
    this.code = code
    if (detail !== undefined) this.detail = detail.slice(0, mostDetail)
  }
}

/** An exposition may be quoted in its mistake, and a header may be long. */
const mostDetail = 300

const byErrno: Readonly<Record<string, ScrapeFailureCode>> = {
  ECONNREFUSED: 'refused', ENOTFOUND: 'unknown_name', EAI_AGAIN: 'unknown_name',
  EHOSTUNREACH: 'no_answer', ENETUNREACH: 'no_answer', EHOSTDOWN: 'no_answer', ETIMEDOUT: 'no_answer'
}

/** Any error as the failure of a scrape. */
export const scrapeFailureOf = (error: unknown): ScrapeError => {
  if (error instanceof ScrapeError) return error
  if (error instanceof ExpositionRefusedError || error instanceof ExpositionError) return new ScrapeError('rejected', error.message)
  if (error instanceof ApiError) return new ScrapeError(error.code === 'BODY_TOO_LARGE' ? 'too_large' : 'broken', error.message)
  const { code = '', message } = error as NodeJS.ErrnoException
  const known = byErrno[code]
  if (known !== undefined) return new ScrapeError(known)
  if (isCertificateError(code)) return new ScrapeError('certificate', code)
  return new ScrapeError('broken', tlsReason(message) ?? message)
}
