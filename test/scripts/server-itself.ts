import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach } from 'vitest'
import { temporaryDirectory } from '../../collector/test/temporary-directory.ts'
import { endScripts, makeCheckout, runScript, type Checkout, type Ended } from './admin-computer.ts'

export interface ServerItself {
  readonly directory: string
  readonly home: string
  readonly checkout: Checkout
  /** update-all-clients.sh of that checkout. */
  readonly update: (...words: readonly string[]) => Promise<Ended>
}

/** The server itself with a set-up checkout, new for each test; what a test has started is ended with it. */
export const serverItself = (bash: string): ServerItself => {
  let made: Omit<ServerItself, 'update'>
  beforeEach(() => {
    const directory = temporaryDirectory()
    const home = join(directory, 'home')
    mkdirSync(home)
    made = { directory, home, checkout: makeCheckout(join(directory, 'check out')) }
  })
  afterEach(() => { endScripts() })
  return {
    get directory () {
      return made.directory
    },
    get home () {
      return made.home
    },
    get checkout () {
      return made.checkout
    },
    update: (...words) =>
      runScript({ bash, script: join(made.checkout.directory, 'scripts', 'update-all-clients.sh'), arguments: words, home: made.home })
  }
}
