/**
 * Lets callers through one a turn of the event loop: of each group in turn, and within a group in the order of their arrival.
 * When a building's power comes back a thousand reports are ready in one turn, and Node would parse them all before anyone
 * else is served; and hundreds of one device must not stand before one of another.
 */
export const createTurnScheduler = (nextTurn: (pass: () => void) => void = setImmediate): (group: string) => Promise<void> => {
  const waiting = new Map<string, (() => void)[]>()
  let turning = false
  const next = (): (() => void) | undefined => {
    for (const [group, passes] of waiting) {
      const pass = passes.shift()
      // Moves the group to the end, if more of it wait.
      waiting.delete(group)
      if (passes.length > 0) waiting.set(group, passes)
      return pass
    }
    return undefined
  }
  const turn = (): void => {
    const pass = next()
    turning = pass !== undefined
    if (pass === undefined) return
    nextTurn(turn)
    pass()
  }
  return (group) => new Promise((resolve) => {
    const passes = waiting.get(group)
    if (passes === undefined) waiting.set(group, [resolve])
    else passes.push(resolve)
    if (!turning) turn()
  })
}
