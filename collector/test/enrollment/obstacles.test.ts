import { networkInterfaces } from 'node:os'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { loadConfig } from '../../src/platform/config/load-config.ts'
import type { StartContext } from '../../src/platform/config/local-command.ts'
import { enrollmentObstaclesOf } from '../../src/enrollment/obstacles.ts'
import { temporaryDirectory } from '../temporary-directory.ts'

const service: StartContext = { env: {}, directory: '/', user: 'mimamori-collector', isInContainer: false, isInstalled: true }
const isOnNetwork = Object.values(networkInterfaces())
  .flat()
  .some((network) => network?.family === 'IPv4' && !network.internal && !network.address.startsWith('169.254.'))

const arrange = ({ env, hasAgent = true }: { readonly env: Readonly<Record<string, string>>, readonly hasAgent?: boolean }) => {
  const agentDirectory = temporaryDirectory()
  const published = { revision: '1', archives: {}, installer: { file: 'installer.tar.gz', sha256: 'a'.repeat(64) } }
  if (hasAgent) writeFileSync(join(agentDirectory, 'agent.json'), JSON.stringify(published))
  return (host?: string) => enrollmentObstaclesOf(loadConfig({ ...env, MIMAMORI_AGENT_DIR: agentDirectory }), host, service)
}

test.each([
  ['the usual settings', {}, ['loopback', 'http'], ['MIMAMORI_LISTEN=0.0.0.0:8080', 'MIMAMORI_ALLOW_HTTP=yes']],
  ['another port, over IPv6', { MIMAMORI_LISTEN: '[::1]:8081', MIMAMORI_ALLOW_HTTP: 'yes' }, ['loopback'], ['MIMAMORI_LISTEN=[::]:8081']]
])('all obstacles are named at once, with one restart for them: %s', async (_what, env, codes, settings) => {
  const found = await arrange({ env, hasAgent: false })('127.0.0.1:8080')
  expect(found).toMatchObject({
    codes: [...codes, 'agent'],
    restart: { settings },
    publish: expect.stringContaining('publish-agent') as string
  })
})

test('a public URL that leads only to the server itself is one, though the collector listens on all addresses', async () => {
  const found = await arrange({
    env: { MIMAMORI_LISTEN: '0.0.0.0:8080', MIMAMORI_ALLOW_HTTP: 'yes', MIMAMORI_PUBLIC_URL: 'http://127.0.0.1:8080' }
  })('192.168.10.2:8080')
  expect(found.codes).toEqual(['publicUrl'])
  expect(found.restart?.settings).toEqual([expect.stringMatching(/^MIMAMORI_PUBLIC_URL=http:\/\/(?!127\.).+:8080$/) as string])
})

test.runIf(isOnNetwork)(
  'nothing is in the way of a collector on the network with an agent, also where its page was opened on the server itself',
  async () => {
    expect(await arrange({ env: { MIMAMORI_LISTEN: '0.0.0.0:8080', MIMAMORI_ALLOW_HTTP: 'yes' } })('127.0.0.1:8080')).toEqual({
      codes: [],
      restart: null,
      publish: null
    })
  }
)
