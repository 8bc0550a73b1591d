import { expect, it } from 'vitest'
import { commandAsCalled } from '../src/command-as-called.ts'

it.each<[string, Readonly<Record<string, string>>, string]>([
  ['with sudo', { SUDO_USER: 'pi', MIMAMORI_DATA_DIR: '/var/lib/mimamori-collector' }, 'sudo mimamori'],
  ['alone', {}, 'mimamori'],
  ['with settings', { MIMAMORI_DATA_DIR: 'var 2', MIMAMORI_ADMIN_TOKEN: 'secret' }, "MIMAMORI_DATA_DIR='var 2' mimamori"],
  ['by npm', { npm_lifecycle_event: 'mimamori' }, 'npm run -s mimamori --'],
  ['by npm with sudo', { npm_lifecycle_event: 'mimamori', SUDO_USER: 'pi' }, 'sudo npm run -s mimamori --']
])('suggests other commands as it was called itself: %s', (_how, env, command) => {
  expect(commandAsCalled(env, false)).toBe(command)
  expect(commandAsCalled(env, true)).toBe('sudo docker compose -p mimamori exec collector mimamori')
})
