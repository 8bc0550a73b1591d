import { readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { build } from 'esbuild'
import { afterEach, expect, it } from 'vitest'
import { agentProgram } from '../../../scripts/build/bundle.ts'
import { agentBuild, builtAgent } from '../../../scripts/build/built-agent.ts'

const checkout = join(import.meta.dirname, '../../..')
const file = join(checkout, agentBuild.file)

it('has nothing in the agent’s code that does not make it stale when it changes', async () => {
  const { metafile } = await build({
    entryPoints: [join(checkout, agentProgram.entry)], bundle: true, platform: 'node', metafile: true, write: false, logLevel: 'silent'
  })
  const covered = ['node_modules/', ...agentBuild.inputs]
  const bundled = Object.keys(metafile.inputs).map((path) => relative(checkout, path))
  expect(bundled).toContain('agent/src/main.ts')
  expect(bundled.filter((path) => !covered.some((input) => path.startsWith(input)))).toStrictEqual([])
})

afterEach(builtAgent)

it('takes the agent that was built of these sources, and builds it again where that is damaged', async () => {
  const code = await builtAgent()
  const built = readFileSync(file, 'utf8')
  expect(built.endsWith(code)).toBe(true)
  writeFileSync(file, `${built}// more`)
  expect(await builtAgent()).toBe(code)
  expect(readFileSync(file, 'utf8')).toBe(built)
})
