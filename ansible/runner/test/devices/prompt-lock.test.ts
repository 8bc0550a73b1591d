import { expect, test } from 'vitest'
import { promptLock } from '../../src/devices/prompt-lock.ts'

test('what is said of other devices while a question is open comes once it is answered, before the next question', async () => {
  const screen: string[] = []
  const { alone, writeError } = promptLock((text) => { screen.push(text) })
  const [first, second] = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()]
  const ask = (question: string, answer: Promise<undefined>) => alone(async () => {
    screen.push(question)
    await answer
    screen.push('\n')
  })
  const asked = [ask('password of pi-1:', first.promise), ask('password of pi-2:', second.promise)]
  await Promise.resolve()
  writeError('pi-3: installing\n')
  writeError('[1/5] pi-4: added\n')
  expect(screen).toEqual(['password of pi-1:'])
  first.resolve(undefined)
  await asked[0]
  second.resolve(undefined)
  await asked[1]
  writeError('[2/5] pi-3: added\n')
  expect(screen).toEqual([
    'password of pi-1:', '\n', 'pi-3: installing\n[1/5] pi-4: added\n', 'password of pi-2:', '\n', '[2/5] pi-3: added\n'
  ])
})

test('what was held is said also where the question fails', async () => {
  const screen: string[] = []
  const { alone, writeError } = promptLock((text) => { screen.push(text) })
  await expect(alone(() => {
    writeError('pi-3: installing\n')
    return Promise.reject(new Error('ssh was killed'))
  })).rejects.toThrow('ssh was killed')
  expect(screen).toEqual(['pi-3: installing\n'])
})
