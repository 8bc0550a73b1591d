import type { IncomingMessage } from 'node:http'
import { loopbackServer } from '../../collector/test/loopback-server.ts'
import { sendAnswer, type Answer, type Interrupt } from '../../collector/test/server-answer.ts'
import type { Until } from '../../collector/test/temporary-directory.ts'

export interface FaultProxy {
  readonly url: string
  /** From now on. */
  interrupt (interrupt: Interrupt): void
}

/** Headers that fetch writes anew. */
const ofConnection: ReadonlySet<string> = new Set(['host', 'connection', 'content-length', 'transfer-encoding'])

/** Stands before a real server, to which it passes each request that nothing happens to; where that one is away, connections are cut. */
export const startFaultProxy = async (upstream: string, until: Until): Promise<FaultProxy> => {
  let count = 0
  let interruption: Interrupt = () => undefined
  const passOn = async ({ url, method, headers }: IncomingMessage, body: Buffer): Promise<Answer> => {
    const others = Object.fromEntries(Object.entries(headers).filter(([name]) => !ofConnection.has(name)))
    try {
      const response = await fetch(new URL(url!, upstream), {
        method: method!,
        headers: others as Record<string, string>,
        ...(body.length > 0 && { body: new Uint8Array(body) })
      })
      return { status: response.status, body: await response.text(), type: response.headers.get('content-type') ?? 'text/plain' }
    } catch {
      return { status: 'cut' }
    }
  }
  const url = await loopbackServer(async (request, body, response) => {
    const instead = interruption(request.url!, ++count)
    const answer = instead === undefined || instead.isCarriedOut === true ? await passOn(request, body) : instead
    await sendAnswer(response, instead ?? answer)
  }, until)
  return { url, interrupt: (interrupt) => { interruption = interrupt } }
}
