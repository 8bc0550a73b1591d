import type { IncomingMessage } from 'node:http'

export interface StreamEvent {
  readonly event: string
  readonly data: string
  /** The id of this event, or of the last one before it that had one. */
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
    // The listener reconnects, as after the end.
  }
}

/** The events of a stream until its end, with one line of data each, as the collector sends them (HTML standard, section 9.2.6). */
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
