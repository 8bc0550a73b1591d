import { expect, test } from 'vitest'
import { packAgentCommandIn, packagedServer, setUpCommandIn, startCommandIn } from '../src/packaged-server.ts'

const ofCheckout = ['sudo npm run install-server', 'sudo npm run publish-agent', 'npm start']

test.each([
  [packagedServer, ofCheckout.map(() => 'sudo mimamori setup')],
  ['/opt/mimamori/server', ofCheckout],
  [undefined, ofCheckout]
])('a server in %s is set up, packs the agent and is started by its own commands', (checkout, commands) => {
  expect([setUpCommandIn, packAgentCommandIn, startCommandIn].map((commandIn) => commandIn(checkout))).toEqual(commands)
})
