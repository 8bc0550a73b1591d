import type { FastifyInstance, FastifyRequest } from 'fastify'
import { ApiError } from '../../errors/error-codes.ts'
import { checkJsonStructure, type JsonBounds } from './json-structure.ts'

const strictUtf8 = new TextDecoder('utf-8', { fatal: true })

/** Text that is truly UTF-8: replaced characters would be stored as if the sender had meant them. */
const decodeUtf8 = (body: Uint8Array): string => {
  try {
    return strictUtf8.decode(body)
  } catch (cause) {
    throw new ApiError('BODY_UNREADABLE', 'the body is not valid UTF-8', { cause })
  }
}

/** The parser refuses invalid JSON and, with the same kind of error, keys that would reach an object's prototype. */
const whyUnreadable = (text: string): string => {
  try {
    JSON.parse(text)
    return 'the body has a forbidden key, __proto__ or a constructor with a prototype: remove it'
  } catch (error) {
    return `the body is not valid JSON: ${(error as Error).message}`
  }
}

const bounds: JsonBounds = { depth: 32, values: 20_000 }
/** A thousand hosts of an update, or five thousand devices of an import. */
const operatorBounds: JsonBounds = { ...bounds, values: 200_000 }

/** Reads bodies of JSON; an empty one is none. @throws {ApiError} BODY_UNREADABLE, with the reason, and the errors of json-structure.ts */
export const jsonReader = (app: FastifyInstance, mostValues = bounds.values) => {
  const parse = app.getDefaultJsonParser('error', 'error')
  return (request: FastifyRequest, body: Buffer): Promise<unknown> => new Promise((resolve, reject) => {
    if (body.length === 0) return resolve(undefined)
    const { device, operator } = request as Partial<Pick<FastifyRequest, 'device' | 'operator'>>
    const values = checkJsonStructure(body, operator === undefined ? { ...bounds, values: mostValues } : operatorBounds)
    if (device !== undefined) app.spendWork(device.id, { values })
    const text = decodeUtf8(body)
    void parse(request, text, (error, value) => {
      if (error) reject(new ApiError('BODY_UNREADABLE', whyUnreadable(text), { cause: error }))
      else resolve(value)
    })
  })
}
