import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { packagedServer } from '@mimamori/program/packaged-server'
import { sudoRules } from '../../../scripts/install-server/sudoers.ts'
import { checkout } from '../../../scripts/start/directories.ts'

const read = (path: string): string => readFileSync(join(checkout, path), 'utf8')

test('sudo lets administrators start what the scripts start, and nothing else', () => {
  const servers = [...read('scripts/shell/server.sh').matchAll(/ directory=(\/.+?)[;\n]/g)].map(([, server]) => server!)
  expect(servers).toEqual([packagedServer, '/opt/mimamori/server'])
  const started = ['update-all-clients', 'shell/devices'].map((name) => /^runner_path=(.+)$/m.exec(read(`scripts/${name}.sh`))![1]!)
  const parts = ['scripts/release-mirror.ts', 'scripts/content-inbox.ts']
  for (const [index, script] of ['publish-release', 'publish-content'].entries()) expect(read(`scripts/${script}.sh`)).toContain(parts[index])
  for (const server of servers) {
    expect([...sudoRules(server)].sort()).toEqual(
      [...started, ...parts]
        .sort()
        .map((program) => `%mimamori-admins ALL=(mimamori) NOPASSWD: ${server}/node_modules/.bin/node ${server}/${program} *`)
    )
  }
})

test.each(['docs/guides', 'docs/ja/guides'])('%s gives a server with containers the same rules', (folder) => {
  expect([...read(`${folder}/full-stack.md`).matchAll(/^%mimamori-admins .+$/gm)].map(([rule]) => rule)).toEqual(
    sudoRules('/opt/mimamori/server')
  )
})
