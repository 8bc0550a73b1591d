import type { IncomingMessage } from 'node:http'

export interface StreamEvent {
  readonly event: string
  readonly data: string
  /** Of this event, or of the last before it that had one. */
  readonly id?: string
}

/** The lines of a body, until it ends or breaks off. */
const linesOf = async function* (body: IncomingMessage): AsyncGenerator<string> {
  let rest = ''
  try {
    for await (const chunk of body.setEncoding('utf8') as AsyncIterable<string>) {
      const lines = (rest + chunk).split('\n')
      rest = lines.pop()!
      yield* lines
    }
  } catch {
    // A stream that broke off is as good as one that ended: the listener reconnects.
  }
}

/** The events of a stream whose data is a line each, as the collector sends them (HTML standard, section 9.2.6). Ends with the stream, also where that breaks off. */
export async function* readEventStream (body: IncomingMessage): AsyncGenerator<StreamEvent> {
  let event = 'message'
  let id: string | undefined
  for await (const line of linesOf(body)) {
    if (line.startsWith('event: ')) event = line.slice(7)
    else if (line.startsWith('id: ')) id = line.slice(4)
    else if (line.startsWith('data: ')) yield { event, data: line.slice(6), ...id !== undefined && { id } }
    else if (line === '') event = 'message'
  }
}
