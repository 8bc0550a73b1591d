import { flag, option, requiredOption, type Command, type Invocation } from '../command.ts'
import { UsageError } from '../errors.ts'
import { loadExactTime } from '../own-time.ts'
import { readSecret } from '../read-secret.ts'

interface User { readonly name: string, readonly role: string, readonly createdAt: string, readonly hasPassword: boolean }
interface Created { readonly user: User }
interface Changed { readonly user: User, readonly isChanged: boolean }
interface Link { readonly link: string, readonly expiresAt: string }

const pathOf = (name: string): string => `/api/users/${encodeURIComponent(name)}`

const askLink = async ({ collector }: Invocation, name: string): Promise<Link> => await collector.ask<Link>('POST', `${pathOf(name)}/login-codes`)

const printLink = ({ print, text }: Invocation, { link }: Link): void => {
  for (const line of [text.userLink, '', `  ${link}`, '']) print(line)
}

/** With a first link, since nobody is let in without one. */
export const createUser: Command = {
  words: 'users create',
  positionals: { NAME: 'userName' },
  options: { role: requiredOption('loginRole'), json: flag },
  async run (invocation) {
    const { collector, flag: given, option: value, positionals: [name], print, text } = invocation
    const { user } = await collector.ask<Created>('POST', '/api/users', { name, role: value('role') })
    const created = await askLink(invocation, name!)
    if (given('json')) print(JSON.stringify({ ...user, link: created.link, expiresAt: created.expiresAt }))
    else {
      print(text.userCreated(user.name, user.role))
      printLink(invocation, created)
    }
  }
}

export const listUsers: Command = {
  words: 'users list',
  positionals: {},
  options: { json: flag },
  async run ({ collector, flag: given, language, print, text }) {
    const { users } = await collector.ask<{ readonly users: readonly User[] }>('GET', '/api/users')
    if (given('json')) {
      print(JSON.stringify(users))
      return
    }
    if (users.length === 0) {
      print(text.noUsers)
      return
    }
    const [{ textTable }, exactTime] = await Promise.all([import('@mimamori/program/text-table'), loadExactTime(language)])
    const { name: nameColumn, role: roleColumn, created, password } = text.userColumns
    const rows = users.map(({ name, role, createdAt, hasPassword }) => [name, role, exactTime(createdAt), text.yesNo[Number(hasPassword)]!])
    for (const line of textTable([[nameColumn, roleColumn, created, password], ...rows])) print(line)
  }
}

export const linkUser: Command = {
  words: 'users link',
  positionals: { NAME: 'userName' },
  options: { json: flag },
  async run (invocation) {
    const { flag: given, positionals: [name], print } = invocation
    const { link, expiresAt } = await askLink(invocation, name!)
    if (given('json')) print(JSON.stringify({ link, expiresAt }))
    else printLink(invocation, { link, expiresAt })
  }
}

const change = async ({ collector, flag: given, positionals: [name], print, text }: Invocation, body: object): Promise<void> => {
  const { user, isChanged } = await collector.ask<Changed>('PATCH', pathOf(name!), body)
  print(given('json') ? JSON.stringify(user) : isChanged ? text.userChanged(user.name) : text.userUnchanged(user.name))
}

export const setUser: Command = {
  words: 'users set',
  positionals: { NAME: 'userName' },
  options: { role: requiredOption('loginRole'), json: flag },
  async run (invocation) {
    await change(invocation, { role: invocation.option('role') })
  }
}

/** A password is never an argument, which others can see: it is read from the terminal, a file or standard input. */
export const setPassword: Command = {
  words: 'users password',
  positionals: { NAME: 'userName' },
  options: { 'password-file': option('passwordFile'), remove: flag, json: flag },
  fields: { '/password': 'password-file' },
  async run (invocation) {
    const { askSecret, flag: given, option: value, positionals: [name], text } = invocation
    if (given('remove')) {
      await change(invocation, { password: null })
      return
    }
    const password = readSecret(value('password-file'), text) ?? await askSecret?.(text.newPassword(name!))
    if (password === undefined) throw new UsageError(text.noTerminal)
    if (value('password-file') === undefined && await askSecret?.(text.samePassword) !== password) throw new UsageError(text.otherPassword)
    await change(invocation, { password })
  }
}

export const deleteUser: Command = {
  words: 'users delete',
  isDestructive: true,
  positionals: { NAME: 'userName' },
  options: { json: flag },
  async run ({ collector, flag: given, positionals: [name], print, text }) {
    await collector.ask('DELETE', pathOf(name!))
    print(given('json') ? JSON.stringify({ name }) : text.userDeleted(name!))
  }
}
