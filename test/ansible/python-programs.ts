import { execFileSync } from 'node:child_process'

/** Every Python here that Ansible 2.19 runs on, each version once: Debian's, and what comes first in the path. */
export const pythonPrograms = (): readonly { readonly program: string, readonly version: string }[] => {
  const byVersion = new Map<string, string>()
  for (const program of ['/usr/bin/python3', 'python3']) {
    try {
      const version = execFileSync(program, ['-c', 'import sys; print("%d.%d" % sys.version_info[:2])'], { encoding: 'utf8' }).trim()
      const [major, minor] = version.split('.').map(Number)
      if (major === 3 && minor! >= 11 && !byVersion.has(version)) byVersion.set(version, program)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    }
  }
  return [...byVersion].map(([version, program]) => ({ program, version }))
}
