import { expect, test } from 'vitest'
import { packagedServer } from '@mimamori/program/packaged-server'
import { setUpCommandOf } from '../../../scripts/install-server/set-up-command.ts'

test.each([
  [packagedServer, 'sudo mimamori setup [--plan]', 'sudo mimamori setup --updaters sato', 'sudo apt-get purge mimamori-server'],
  [
    '/opt/mimamori/server', 'sudo npm run install-server [-- --plan]', 'sudo npm run install-server -- --updaters sato',
    'sudo rm -r /var/lib/mimamori'
  ]
])('a server in %s names the command that it is set up by', (directory, usage, admin, deletion) => {
  const command = setUpCommandOf(directory)
  expect([command.usage('--plan'), command.withOptions('--updaters sato'), command.deletion('/var/lib/mimamori')]).toEqual(
    [usage, admin, deletion]
  )
})
