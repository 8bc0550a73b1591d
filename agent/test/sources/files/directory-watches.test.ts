import { mkdirSync, rmSync, writeFileSync, type watch as watchDirectory } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { temporaryDirectory } from '../../../../collector/test/temporary-directory.ts'
import { createLogger } from '../../../src/log/logger.ts'
import { createDirectoryWatches } from '../../../src/sources/files/directory-watches.ts'

const start = (watch?: typeof watchDirectory) => {
  const names: (string | undefined)[] = []
  const said: string[] = []
  const log = createLogger('info', ({ message, fields }) => said.push(`${message}: ${fields['reason']}`))
  return { watches: createDirectoryWatches({ onRename: (name) => names.push(name), log, ...watch && { watch } }), names, said }
}

test('a name that comes is told, also in a directory that was removed and made again', async () => {
  const directory = join(temporaryDirectory(), 'logs')
  const { watches, names, said } = start()
  for (const name of ['one.log', 'two.log']) {
    mkdirSync(directory, { recursive: true })
    watches.watch(new Set([directory]))
    writeFileSync(join(directory, name), '')
    await vi.waitFor(() => { expect(names).toContain(name) })
    rmSync(directory, { recursive: true })
    await vi.waitFor(() => { expect(names).toContain(undefined) })
  }
  watches.close()
  expect(said).toEqual([])
})

test('a directory that the kernel does not watch any more stops nothing, and is said once', () => {
  const refuse = (): never => {
    throw Object.assign(
      new Error('ENOSPC: System limit for number of file watchers reached'), { code: 'ENOSPC' }
    )
  }
  const { watches, said } = start(refuse)
  for (let i = 0; i < 3; i++) watches.watch(new Set([temporaryDirectory(), temporaryDirectory()]))
  expect(said).toEqual(['cannot watch a directory of LOG_FILES; it is polled: ENOSPC: System limit for number of file watchers reached'])
})
