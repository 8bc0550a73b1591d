import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import type { ReceiverView } from '@mimamori/contract'
import { resource, type Invocation } from '../command.ts'
import { CommandError, Refusal } from '../errors.ts'

/** The receiver's name: a test that was killed has left it, and the next one takes its place. */
export const receiverName = 'self-test'
const path = resource('/api/receivers', receiverName)

const loopback = '127.0.0.1'

/** Whether a program listens at a port of this machine. */
const isListening = async (port: number): Promise<boolean> => {
  const socket = connect({ host: loopback, port, timeout: 2000 })
  try {
    await once(socket, 'connect')
    return true
  } catch {
    return false
  } finally {
    socket.destroy()
  }
}

/** Whether a receiver was left by a test whose program has ended. */
const isLeftover = async ({ channel }: ReceiverView): Promise<boolean> => {
  if (channel.type !== 'webhook') return false
  const { hostname, port } = new URL(channel.url.origin)
  return hostname === loopback && !await isListening(Number(port))
}

/** Removes it; it may be gone already. */
export const removeReceiver = async ({ ask }: Pick<Invocation, 'ask'>): Promise<void> => {
  try {
    await ask('DELETE', path)
  } catch (error) {
    if (!(error instanceof Refusal) || error.answer.code !== 'RECEIVER_NOT_FOUND') throw error
  }
}

const addReceiver = async (invocation: Pick<Invocation, 'ask' | 'language' | 'text'>, url: string): Promise<void> => {
  const { ask, language, text } = invocation
  // Alerts of real devices are not info, so that none goes to it.
  const add = () => ask('POST', `/api/receivers?lang=${language}`, {
    name: receiverName, language, severities: ['info'], channel: { type: 'webhook', url }
  })
  try {
    await add()
  } catch (error) {
    if (!(error instanceof Refusal) || error.answer.code !== 'RECEIVER_EXISTS') throw error
    const { receiver } = await ask<{ readonly receiver: ReceiverView }>('GET', path)
    if (!await isLeftover(receiver)) throw new CommandError(text.selfTestAlert.nameTaken(receiverName), { cause: error })
    await removeReceiver(invocation)
    await add()
  }
}

/** Adds a receiver that is this process, for `work`, which is given how many messages it has got; removes it again in any case. */
export const withLocalReceiver = async <Result>(
  invocation: Pick<Invocation, 'ask' | 'language' | 'text'>, work: (messages: () => number) => Promise<Result>
): Promise<Result> => {
  const secret = `/${randomBytes(16).toString('hex')}`
  let messages = 0
  const server = createServer((request, response) => {
    if (request.url === secret && request.method === 'POST') messages++
    else response.statusCode = 404
    request.resume()
    response.end()
  }).listen(0, loopback)
  await once(server, 'listening')
  try {
    await addReceiver(invocation, `http://${loopback}:${(server.address() as AddressInfo).port}${secret}`)
    try {
      return await work(() => messages)
    } finally {
      await removeReceiver(invocation)
    }
  } finally {
    server.close()
    server.closeAllConnections()
  }
}
