import { repeatable, type Command, type FieldOptions, type Options } from '../command.ts'

const positionals = { NAME: 'contentName' } as const

/** The devices that a set is for: each that one of these names. */
const targetOptions: Options = {
  'to-all': 'flag', device: repeatable('deviceId'), site: repeatable('site'), role: repeatable('role'), label: repeatable('label')
}

const fields: FieldOptions = Object.fromEntries(['devices', 'sites', 'roles', 'labels'].flatMap((field) =>
  ['', '/targets'].map((below) => [`${below}/${field}`, field.slice(0, -1)])))

/** Each loads its work when it runs: other commands need not wait for that. */
export const contentCommands: readonly Command[] = [
  { words: 'content list', run: async (invocation) => (await import('../content/show.ts')).listSets(invocation) },
  { words: 'content show', positionals, run: async (invocation) => (await import('../content/show.ts')).showSet(invocation) },
  {
    words: 'content publish',
    positionals: { ...positionals, DIR: 'contentDirectory' },
    options: { ...targetOptions, uploaded: 'flag', yes: 'flag' },
    fields,
    run: async (invocation) => (await import('../content/publish.ts')).publishFolder(invocation)
  },
  {
    words: 'content assign',
    positionals,
    options: { ...targetOptions, 'to-none': 'flag', yes: 'flag' },
    fields,
    run: async (invocation) => (await import('../content/change.ts')).assignSet(invocation)
  },
  {
    words: 'content rollback',
    positionals,
    optionalPositionals: { VERSION: 'contentVersion' },
    options: { yes: 'flag' },
    run: async (invocation) => (await import('../content/change.ts')).rollBackSet(invocation)
  },
  {
    words: 'content remove',
    positionals,
    options: { yes: 'flag' },
    isDestructive: true,
    run: async (invocation) => (await import('../content/change.ts')).removeSet(invocation)
  }
]
