import { run } from './command.ts'

/** The release whose mirror apt here knows. */
const own = 'trixie'

/** An override, for a machine that is not Debian 13 itself. */
const variable = 'MIMAMORI_TEST_LAB_MIRROR'

/**
 * Where this machine's own apt gets Debian's main archive from, so that a site's mirror is used and no host's name
 * stands in the code.
 *
 * @throws where apt has no such source.
 */
export const debianMirror = async (env: NodeJS.ProcessEnv = process.env): Promise<string> => {
  const chosen = env[variable]
  if (chosen !== undefined && chosen !== '') return chosen
  const targets = await run([
    'apt-get',
    'indextargets',
    '--format',
    '$(REPO_URI) $(RELEASE) $(COMPONENT) $(ORIGIN)',
    'Created-By: Packages'
  ])
  return mirrorAmong(targets)
}

/** Picks the mirror from lines of `address release component origin`. */
const mirrorAmong = (targets: string): string => {
  const source = targets
    .split('\n')
    .map((line) => line.split(' '))
    .find(([address = '', name, component]) => /^https?:|^file:/.test(address) && name === own && component === 'main')
  if (source?.[0] === undefined) {
    throw new Error(`the lab needs Debian ${own}, and apt on this machine has no source for it; set ${variable} to the address of a mirror`)
  }
  return source[0]
}
