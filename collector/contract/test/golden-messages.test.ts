import { describe, expect, test } from 'vitest'
import {
  batchAnswer,
  batchEnvelope,
  batchHeaders,
  clientPaths,
  deviceId,
  errorAnswer,
  logBatch,
  sampleBatch,
  toEnvelope
} from '../src/index.ts'
import { answers, exchanges, type Exchange } from './fixtures.ts'

const envelopeOf = ({ request }: Exchange) => batchEnvelope.safeParse(request.headers)
const isOurs = (headers: Readonly<Record<string, string>>): boolean => headers['content-type']?.startsWith('application/json') === true

/** Exchanges whose requests are wrong on purpose: in their envelope, or in their body. */
const badEnvelopes = ['bad-envelope']
const badBodies = ['bad-logs', 'bad-samples']
/** The schema of a body that is JSON. */
const bodySchemas: Readonly<Record<string, typeof logBatch | typeof sampleBatch>> = { logs: logBatch, samples: sampleBatch }
const schemaOf = ({ request }: Exchange) => bodySchemas[request.headers[batchHeaders.kind] ?? '']

describe('golden exchanges', () => {
  test.each(Object.entries(exchanges))(
    '%s: goes to the batch path as gzip, from a device with a proper id',
    (_name, { request, given }) => {
      expect(request.method).toBe('POST')
      expect(request.path).toBe(`/api${clientPaths.batch}`)
      expect(request.headers['content-encoding']).toBe('gzip')
      for (const { id } of given.devices) expect(deviceId.safeParse(id).success).toBe(true)
      for (const name of given.after) expect(exchanges).toHaveProperty(name)
    }
  )

  test.each(Object.entries(exchanges).filter(([name]) => !badEnvelopes.includes(name)))(
    '%s: has an envelope that the contract takes',
    (_name, exchange) => {
      expect(envelopeOf(exchange)).toMatchObject({ success: true })
    }
  )

  test.each(Object.entries(exchanges).filter(([name, exchange]) => schemaOf(exchange) !== undefined && !badBodies.includes(name)))(
    '%s: has a body that the contract takes',
    (_name, exchange) => {
      expect(schemaOf(exchange)!.safeParse(JSON.parse(exchange.request.body))).toMatchObject({ success: true })
    }
  )

  test.each(badEnvelopes)('%s: is refused by the contract at the header that its answer names', (name) => {
    const { answer } = exchanges[name]!
    expect(envelopeOf(exchanges[name]!).error?.issues.map(({ path, message }) => ({ path: path.join('/'), message }))).toEqual(
      errorAnswer.parse(answer.body).issues
    )
  })

  test.each(badBodies)('%s: is refused by the contract at the path that its answer names', (name) => {
    const { request, answer } = exchanges[name]!
    const paths = schemaOf(exchanges[name]!)!.safeParse(JSON.parse(request.body)).error?.issues.map(({ path }) => `/${path.join('/')}`)
    expect(paths).toEqual(errorAnswer.parse(answer.body).issues?.map(({ path }) => path))
  })

  test.each(Object.entries(exchanges).filter(([, { answer }]) => answer.status === 200))(
    '%s: is answered by an acknowledgement of its own batch',
    (_name, exchange) => {
      const envelope = toEnvelope(envelopeOf(exchange).data!)
      expect(batchAnswer.parse(exchange.answer.body)).toMatchObject({
        stream: envelope.stream,
        kind: envelope.kind,
        acknowledgedSequence: envelope.sequence
      })
    }
  )

  test.each(Object.entries(exchanges).filter(([, { answer }]) => answer.status !== 200))(
    '%s: is answered by an error that the contract knows',
    (_name, { answer }) => {
      expect(errorAnswer.safeParse(answer.body)).toMatchObject({ success: true })
    }
  )

  test('a retry differs from its first try in the headers of the attempt only', () => {
    for (const [first, again] of [['first-report', 'report-again'], ['logs', 'logs-again'], ['samples', 'samples-again']] as const) {
      const [before, after] = [exchanges[first]!.request, exchanges[again]!.request]
      const changed = Object.keys(after.headers).filter((name) => after.headers[name] !== before.headers[name])
      expect(after.body).toBe(before.body)
      expect(Object.keys(after.headers)).toEqual(Object.keys(before.headers))
      expect(changed.every((name) => name.startsWith('mimamori-attempt-') || name === batchHeaders.spoolOldestAgeMs)).toBe(true)
    }
  })

  test('the envelope of lines that waited reads as what the device knows of itself', () => {
    expect(toEnvelope(envelopeOf(exchanges['logs']!).data!)).toMatchObject({
      clientId: 'pi-kiosk-03',
      kind: 'logs',
      sequence: 1,
      attemptMonotonicMs: 91500,
      clockSynchronised: false,
      spoolOldestAgeMs: 30500,
      dropped: { logs: 7 },
      shutdownReason: undefined
    })
  })
})

describe('golden answers', () => {
  test.each(Object.entries(answers).filter(([, { answer }]) => isOurs(answer.headers)))(
    '%s: is an error that the contract knows',
    (_name, { answer }) => {
      expect(errorAnswer.safeParse(answer.body)).toMatchObject({ success: true })
    }
  )

  test.each(Object.entries(answers).filter(([, { answer }]) => !isOurs(answer.headers)))(
    '%s: is no answer of ours',
    (_name, { answer }) => {
      expect(errorAnswer.safeParse(answer.body).success).toBe(false)
      expect(batchAnswer.safeParse(answer.body).success).toBe(false)
    }
  )
})
