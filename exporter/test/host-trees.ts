import { fileURLToPath } from 'node:url'
import type { Roots } from '../src/collector.ts'

const directory = fileURLToPath(new URL('fixtures', import.meta.url))

/** The whole hosts among the fixtures; fixtures/README.md says what each is. */
export const wholeHosts = ['vm', 'pi-3', 'pi-4', 'pi-5', 'zero-2w']

/** The roots of a fixture host, by the name of its directory. */
export const hostRoots = (host: string): Roots => ({
  proc: `${directory}/${host}/proc`,
  sys: `${directory}/${host}/sys`,
  rootfs: `${directory}/${host}/rootfs`,
  udevData: `${directory}/${host}/udev/data`
})
