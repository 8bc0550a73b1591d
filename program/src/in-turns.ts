/** Runs pieces of work one after the other, each after the one before has ended or failed: for work that checks and then writes. */
export const inTurns = (): (<Value>(work: () => Promise<Value>) => Promise<Value>) => {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const turn = last.then(work)
    last = turn.catch(() => undefined)
    return turn
  }
}
