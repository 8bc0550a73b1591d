/** Does what has the same key, such as a device, one after the other, each after the one before has ended or failed. */
export const inTurnsByKey = (): (<Value>(key: string, work: () => Promise<Value>) => Promise<Value>) => {
  const last = new Map<string, Promise<unknown>>()
  return (key, work) => {
    const before = last.get(key)
    const turn = before === undefined ? work() : before.then(work)
    const ended = turn.catch(() => undefined).finally(() => { if (last.get(key) === ended) last.delete(key) })
    last.set(key, ended)
    return turn
  }
}
