/** Does changes one after the other, each after the one before is stored or has failed: for what is checked and then written. */
export const inTurns = (): (<Value>(change: () => Promise<Value>) => Promise<Value>) => {
  let last: Promise<unknown> = Promise.resolve()
  return (change) => {
    const turn = last.then(change)
    last = turn.catch(() => undefined)
    return turn
  }
}
