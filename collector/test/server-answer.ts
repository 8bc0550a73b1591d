import type { ServerResponse } from 'node:http'

/** What a server of a test answers to a request. */
export interface Answer {
  /** `cut`: the connection ends without an answer. */
  readonly status: number | 'cut'
  readonly body?: string
  readonly type?: string
  /** The request is carried out all the same, as where only its answer is lost. */
  readonly isCarriedOut?: boolean
  /** Not answered before this. */
  readonly after?: Promise<void>
}

/** What is answered instead to a request, the first being 1; undefined for one that nothing happens to. */
export type Interrupt = (path: string, count: number) => Answer | undefined

export const sendAnswer = async (
  response: ServerResponse,
  { status, body = '', type = 'text/plain; charset=utf-8', after }: Answer
): Promise<void> => {
  await after
  if (status === 'cut') response.destroy()
  else response.writeHead(status, { 'content-type': type }).end(body)
}
