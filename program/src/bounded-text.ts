/** An answer is longer than it may be. */
export class TooLongError extends Error { override readonly name = 'TooLongError' }

/** The text of an answer to `fetch`, read no further than its bound. @throws {TooLongError}, and what reading throws */
export const boundedText = async (answer: Response, maxBytes: number): Promise<string> => {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of (answer.body ?? []) as AsyncIterable<Uint8Array>) {
    length += chunk.length
    if (length > maxBytes) throw new TooLongError(`more than ${maxBytes} bytes`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks, length).toString()
}
