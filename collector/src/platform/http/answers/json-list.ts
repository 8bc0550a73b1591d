import { setImmediate } from 'node:timers/promises'

const batchSize = 100

/**
 * `{"requestId":…,"NAME":[…]}` in pieces with other work in between: printing a thousand devices at once would delay
 * their reports.
 */
export async function* jsonList<Item> ({ requestId, name, items, view, yieldTurn = () => setImmediate() }: {
  readonly requestId: string
  readonly name: string
  readonly items: readonly Item[]
  readonly view: (item: Item) => object
  /** Yields to other work; a test counts the calls. */
  readonly yieldTurn?: () => Promise<unknown>
}): AsyncGenerator<string> {
  yield `{"requestId":${JSON.stringify(requestId)},${JSON.stringify(name)}:[`
  for (let start = 0; start < items.length; start += batchSize) {
    const piece = items.slice(start, start + batchSize).map((item) => JSON.stringify(view(item))).join(',')
    yield start === 0 ? piece : `,${piece}`
    await yieldTurn()
  }
  yield ']}'
}
