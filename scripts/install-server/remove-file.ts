import { existsSync, readdirSync, rmSync, rmdirSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Machine } from './machine.ts'
import type { Step } from './step.ts'
import type { InstallServerText } from './text.ts'

/** Removes a file or directory of ours where it is, and the directory that it was in where nothing else is in that and it is of systemd's for one unit. */
export const removeFile = (path: string, { machine: { at }, text }: { readonly machine: Machine, readonly text: InstallServerText }): readonly Step[] => existsSync(at(path))
  ? [{
      what: text.remove(path),
      run () {
        rmSync(at(path), { recursive: true })
        const directory = at(dirname(path))
        if (directory.endsWith('.service.d') && readdirSync(directory).length === 0) rmdirSync(directory)
      }
    }]
  : []
