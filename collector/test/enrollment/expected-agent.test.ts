import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { collectorInTest } from '../collector-in-test.ts'
import { temporaryDirectory } from '../temporary-directory.ts'
import { expectedAgent } from '../../src/enrollment/expected-agent.ts'

const file = { file: 'agent.tar.gz', sha256: '0'.repeat(64) }
const publish = (directory: string, version: string): void => {
  writeFileSync(
    join(directory, 'agent.json'),
    JSON.stringify({ revision: `${version}-1f2e3d4c5b6a`, version, node: '24.1.0', archives: { aarch64: file }, installer: file })
  )
}
const arrange = () => {
  const directory = temporaryDirectory()
  const errors: unknown[] = []
  return { directory, errors, expected: expectedAgent({ directory, version: '0.2.0', onError: (error) => { errors.push(error) } }) }
}

it('is the version of the agent that is published on the server now', async () => {
  const { directory, expected } = arrange()
  publish(directory, '0.3.0')
  expect(await expected()).toBe('0.3.0')
  publish(directory, '0.3.1')
  expect(await expected()).toBe('0.3.1')
})

it('is the collector’s own version where no agent is published', async () => {
  expect(await arrange().expected()).toBe('0.2.0')
})

it('stays while what is published cannot be read, of which the log says why once', async () => {
  const { directory, expected, errors } = arrange()
  publish(directory, '0.3.0')
  await expected()
  writeFileSync(join(directory, 'agent.json'), '{')
  expect([await expected(), await expected()]).toEqual(['0.3.0', '0.3.0'])
  expect(errors).toHaveLength(1)
})

it('is on the collector’s own page of metrics, for the alert to compare with', async () => {
  const directory = join(temporaryDirectory(), 'agent')
  const collector = await collectorInTest({ env: { MIMAMORI_AGENT_DIR: directory } })
  const shown = async () =>
    (await collector.page('/metrics')).split('\n').filter((line) => line.startsWith('mimamori_collector_expected_agent_info{'))
  expect(await shown()).toEqual(['mimamori_collector_expected_agent_info{version="0.1.0"} 1'])
  mkdirSync(directory)
  publish(directory, '0.3.0')
  expect(await shown()).toEqual(['mimamori_collector_expected_agent_info{version="0.3.0"} 1'])
})
