import { expect, test } from 'vitest'
import { calledFiles } from './called-files.ts'

const script = (url: string, ...counts: number[]) => ({ url, functions: counts.map((count) => ({ ranges: [{ count }] })) })

test('a file is on the way where one of its functions was called, and only a file of ours that does not measure', () => {
  expect(calledFiles([
    script('/checkout/collector/src/live/b.ts', 0, 2), script('/checkout/collector/src/live/a.ts', 0, 1), script('/checkout/collector/src/live/idle.ts', 0, 0), script('/checkout/collector/src/live/constants.ts'),
    script('/checkout/node_modules/fastify/fastify.js', 3), script('/checkout/collector/node_modules/zod/index.js', 3), script('/checkout/test/bench/files-probe.ts', 3), script('/elsewhere/own.ts', 3), script('node:http', 3), script('', 3)
  ], '/checkout')).toEqual(['collector/src/live/a.ts', 'collector/src/live/b.ts'])
})
