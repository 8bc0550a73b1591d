/** Installs a version and dies, as by a power cut, before the file system is changed for the n-th time: crashing-set.ts DIR TEXT N. */
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'

const [directory = '', text = '', step = ''] = process.argv.slice(2)
let left = Number(step)
for (const name of ['renameSync', 'linkSync', 'symlinkSync', 'mkdirSync', 'rmSync', 'writeFileSync', 'openSync'] as const) {
  const original = fs[name] as (...args: unknown[]) => unknown
  Object.assign(fs, {
    [name]: (...args: unknown[]) => {
      if (left-- === 0) process.kill(process.pid, 'SIGKILL')
      return original(...args)
    }
  })
}
syncBuiltinESMExports()
const { installSet } = await import('./installed-set.ts')
await installSet(directory, text)
