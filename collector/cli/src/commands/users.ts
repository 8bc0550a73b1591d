import { required, resource, type Answer, type Command, type Invocation } from '../command.ts'
import { UsageError } from '../errors.ts'
import { readSecret } from '../read-file.ts'
import { deletion, list } from './plain-commands.ts'

interface User { readonly name: string, readonly role: string, readonly createdAt: string, readonly hasPassword: boolean }
interface Link { readonly link: string, readonly expiresAt: string }

const positionals = { NAME: 'userName' } as const

const askLink = async ({ ask, subject }: Invocation): Promise<Link> => {
  const { link, expiresAt } = await ask<Link>('POST', `${resource('/api/users', subject)}/login-codes`)
  return { link, expiresAt }
}

const linkLines = ({ text }: Invocation, { link }: Link): readonly string[] => [text.userLink, '', `  ${link}`, '']

/** With a first link, since nobody is let in without one. */
const createUser: Command = {
  words: 'users create',
  positionals,
  options: { role: required('loginRole') },
  async run (invocation) {
    const { ask, subject, text, value } = invocation
    const { user } = await ask<{ readonly user: User }>('POST', '/api/users', { name: subject, role: value('role') })
    const link = await askLink(invocation)
    return { json: { ...user, ...link }, lines: [text.userCreated(user.name, user.role), ...linkLines(invocation, link)] }
  }
}

const linkUser: Command = {
  words: 'users link',
  positionals,
  async run (invocation) {
    const link = await askLink(invocation)
    return { json: link, lines: linkLines(invocation, link) }
  }
}

const change = async ({ ask, subject, text }: Invocation, body: object): Promise<Answer> => {
  const { user, isChanged } = await ask<{
    readonly user: User
    readonly isChanged: boolean
  }>('PATCH', resource('/api/users', subject), body)
  return { json: user, lines: (isChanged ? text.userChanged : text.userUnchanged)(user.name) }
}

const setUser: Command = {
  words: 'users set',
  positionals,
  options: { role: required('loginRole') },
  run: (invocation) => change(invocation, { role: invocation.value('role') })
}

/** A password is never an argument, which others can see: it is read from the terminal, a file or standard input. */
const setPassword: Command = {
  words: 'users password',
  positionals,
  options: { 'password-file': 'passwordFile', remove: 'flag' },
  fields: { '/password': 'password-file' },
  async run (invocation) {
    const { askSecret, isOn, subject, text, value } = invocation
    if (isOn('remove')) return change(invocation, { password: null })
    const password = readSecret(value('password-file'), text) ?? await askSecret?.(text.newPassword(subject))
    if (password === undefined) throw new UsageError(text.noTerminal)
    if (value('password-file') === undefined && await askSecret?.(text.samePassword) !== password) throw new UsageError(text.otherPassword)
    return change(invocation, { password })
  }
}

export const userCommands: readonly Command[] = [
  createUser,
  list<User>({
    words: 'users list', collection: 'users', none: ({ noUsers }) => noUsers,
    cells: ({ text, time }) => ({
      name: 'name', role: 'role', created: ({ createdAt }) => time(createdAt),
      password: ({ hasPassword }) => text.yesNo[Number(hasPassword)]
    })
  }),
  setUser, setPassword, linkUser,
  { ...deletion('users delete', ['name', 'userName'], '/api/users', 'userDeleted'), isDestructive: true }
]
