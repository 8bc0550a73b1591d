import { expect, it } from 'vitest'
import { singleFlight } from '../src/single-flight.ts'

it('does work that is asked for while it runs once more, however often, and never twice at once', async () => {
  const open: (() => void)[] = []
  const ask = singleFlight(() => new Promise<void>((resolve) => { open.push(resolve) }), () => {})
  const first = ask()
  const others = [ask(), ask()]
  expect(open).toHaveLength(1)
  open[0]!()
  await expect.poll(() => open.length).toBe(2)
  open[1]!()
  await Promise.all([first, ...others])
  expect(open).toHaveLength(2)
})

it('begins anew where it is asked after its end', async () => {
  let times = 0
  const ask = singleFlight(async () => { times++ }, () => {})
  await ask()
  await ask()
  expect(times).toBe(2)
})

it('reports an error, and does what was asked for meanwhile all the same', async () => {
  const errors: string[] = []
  let times = 0
  const ask = singleFlight(async () => {
    if (++times === 1) throw new Error('no')
  }, ({ message }) => { errors.push(message) })
  await Promise.all([ask(), ask()])
  expect([times, errors]).toEqual([2, ['no']])
})
