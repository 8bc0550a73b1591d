/** A thread of its own, so that what it sends delays nobody who is measured. */
import { randomUUID } from 'node:crypto'
import { Agent, request } from 'node:http'
import { connect } from 'node:net'
import { parentPort, workerData } from 'node:worker_threads'
import { batchHeaders, clientKeyHeader, clientPaths } from '@mimamori/contract'

export interface HostilePlan {
  readonly origin: string
  /** So many log-ins whose bodies never end. */
  readonly openLogins: number
  /** Sends with it as fast as it is answered, on so many connections. */
  readonly key?: string
  readonly connections: number
}

/** What came of it, by status. */
export type HostileAnswers = Readonly<Record<string, number>>

const plan = workerData as HostilePlan
const origin = new URL(plan.origin)
const answers: Record<string, number> = {}
const count = (status: string | number): void => { answers[status] = (answers[status] ?? 0) + 1 }

let opened = 0

/** Announces what a log-in may have, sends most of it and waits; again where it is closed. */
const openLogin = (): void => {
  const socket = connect({ port: Number(origin.port), host: origin.hostname }, () => {
    socket.write(
      `POST /api/login HTTP/1.1\r\nhost: ${origin.host}\r\norigin: ${origin.origin}\r\ncontent-type: application/json\r\ncontent-length: 1000\r\n\r\n{"code":"${'x'.repeat(900)}`
    )
    if (++opened === plan.openLogins) parentPort!.postMessage('opened')
  })
  socket.on('error', () => {}).on('data', (piece) => { count(/^HTTP\/1\.1 (\d+)/.exec(piece.toString('latin1'))?.[1] ?? 'other') })
  socket.on('close', openLogin)
}

const agent = new Agent({ keepAlive: true, maxSockets: plan.connections })

const logsOf = (contexts: readonly object[]): Buffer =>
  Buffer.from(
    JSON.stringify({
      items: contexts.map((context, line) => ({ monotonicMs: line, wallMs: line, level: 'info', message: 'hostile', context }))
    })
  )

/** What the rules of redaction take the longest to look through. */
const suspicious = 'token_'.repeat(8)
/** A thousand lines with as much context as is read, every other text of it suspicious: just under a megabyte. */
const logs = logsOf(
  Array.from({ length: 1000 }, () =>
    Object.fromEntries(Array.from({ length: 13 }, (_, key) => [`key${key}`, key % 2 === 0 ? suspicious : 'x'.repeat(48)]))
  )
)
/** As much in one line. */
const longLine = logsOf([
  { nested: Array.from({ length: 32 }, () => Array.from({ length: 32 }, () => Array.from({ length: 18 }, () => suspicious))) }
])

/** As many series as are read, with labels of some 600 characters. */
const exposition = Buffer.from(
  Array.from({ length: 6000 }, (_, series) => `hostile{n="${series}",text="${'x'.repeat(600)}"} ${series}\n`).join('')
)

const stream = randomUUID()
let sequence = 0

/** By turns batches that are taken while the device may send any, and four megabytes of an exposition that only has to be read. */
const sendWith = async (key: string): Promise<void> => {
  const turn = ++sequence % 4
  const isReport = turn === 0
  const body = isReport ? exposition : turn === 2 ? longLine : logs
  const headers = {
    [clientKeyHeader]: key,
    [batchHeaders.kind]: isReport ? 'report' : 'logs',
    [batchHeaders.stream]: stream,
    [batchHeaders.sequence]: sequence,
    [batchHeaders.boot]: stream,
    [batchHeaders.attemptBoot]: stream,
    [batchHeaders.attemptMonotonicMs]: 1000,
    [batchHeaders.attemptWallMs]: Date.now(),
    [batchHeaders.clockSynchronised]: 1,
    'content-type': isReport ? 'text/plain' : 'application/json',
    'content-length': body.length
  }
  await new Promise<void>((resolve) => {
    const sent = request(new URL(`/api${clientPaths.batch}`, origin), { method: 'POST', agent, headers }, (response) => {
      count(response.statusCode ?? 'other')
      response.resume().on('close', resolve)
    })
    sent.on('error', ({ code }: NodeJS.ErrnoException) => {
      count(code ?? 'error')
      resolve()
    })
    sent.end(body)
  })
}

for (let login = 0; login < plan.openLogins; login++) openLogin()
const { key } = plan
if (key !== undefined) {
  for (let connection = 0; connection < plan.connections; connection++) void (async () => { for (;;) await sendWith(key) })()
}
parentPort!.on('message', () => { parentPort!.postMessage(answers) })
