import { byCompose, byNpm, commandSettings, isInContainer } from '@mimamori/program/mimamori-command'
import { shellWord } from '@mimamori/program/shell-word'

/** How `mimamori` itself was called, for the commands that it suggests: with the same settings, in the same directory. */
export const commandAsCalled = (env: Readonly<Record<string, string | undefined>>, inContainer = isInContainer()): string => {
  if (inContainer) return byCompose
  // sudo removes the settings, and root's command finds those of systemd's collector.
  const before = env['SUDO_USER'] ? ['sudo'] : commandSettings.flatMap((name) => env[name] ? [`${name}=${shellWord(env[name])}`] : [])
  return [...before, env['npm_lifecycle_event'] === 'mimamori' ? byNpm : 'mimamori'].join(' ')
}
