import { expect, test } from 'vitest'
import { createBridge } from './bridge.ts'
import { describeInLab } from './lab-here.ts'

describeInLab('bridges', () => {
  test('that are made at the same time have networks of their own', async () => {
    const bridges = await Promise.all(['a', 'b', 'c'].map((last) => createBridge(`ml${process.pid}${last}`)))
    await Promise.all(bridges.map((bridge) => bridge.remove()))
    expect(new Set(bridges.map(({ address }) => address)).size).toBe(3)
  })
})
