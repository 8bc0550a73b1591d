import { expect, test } from 'vitest'
import { inTurns } from '../src/in-turns.ts'

test('work begins when what came before has ended, also where that has failed', async () => {
  const said: string[] = []
  const inTurn = inTurns()
  const { promise: isReleased, resolve: release } = Promise.withResolvers<void>()
  const first = inTurn(async () => {
    said.push('first begins')
    await isReleased
    said.push('first ends')
    throw new Error('no')
  })
  const second = inTurn(async () => {
    said.push('second begins')
    return 2
  })
  release()
  await expect(first).rejects.toThrow('no')
  expect(await second).toBe(2)
  expect(said).toEqual(['first begins', 'first ends', 'second begins'])
})
