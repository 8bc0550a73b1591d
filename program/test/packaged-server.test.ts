import { expect, test } from 'vitest'
import { packagedServer, setUpCommandIn } from '../src/packaged-server.ts'

test.each([
  [packagedServer, 'sudo mimamori setup'],
  ['/opt/mimamori/server', 'sudo npm run install-server'],
  [undefined, 'sudo npm run install-server']
])('a server in %s is set up by its own command', (checkout, command) => {
  expect(setUpCommandIn(checkout)).toBe(command)
})
