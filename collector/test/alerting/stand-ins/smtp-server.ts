import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'
import type { Until } from '../../temporary-directory.ts'

export interface ReceivedMail {
  readonly from: string
  readonly to: readonly string[]
  readonly subject: string
  readonly text: string
}

export interface SmtpServer {
  readonly port: number
  readonly mails: readonly ReceivedMail[]
}

export interface SmtpOptions {
  readonly user: string
  readonly password: string
}

const decodeQ = (text: string): Buffer => Buffer.from(text.replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))), 'latin1')

/** Encoded words (RFC 2047); the space between two of them is none. */
const decodeHeader = (text: string): string =>
  text.replaceAll(/(\?=)\s+(=\?)/g, '$1$2').replaceAll(/(?:=\?utf-8\?q\?[^?]*\?=)+/gi, (words) => Buffer.concat([...words.matchAll(/=\?utf-8\?q\?([^?]*)\?=/gi)].map(([, word]) => decodeQ(word!.replaceAll('_', ' ')))).toString())

/** A message as RFC 5322 and 2046 have it, with one part of plain text. @throws where it is none */
const readMail = (data: string): Pick<ReceivedMail, 'subject' | 'text'> => {
  const [head = '', ...rest] = data.split('\r\n\r\n')
  const headers = new Map(head.replaceAll(/\r\n[ \t]+/g, ' ').split('\r\n').map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]))
  for (const name of ['from', 'to', 'subject', 'date', 'message-id', 'mime-version', 'content-type']) if (!headers.has(name)) throw new Error(`no header ${name}`)
  if (data.split('\r\n').some((line) => line.length > 998)) throw new Error('a line of more than 998 characters')
  const boundary = /multipart\/alternative;\s*boundary="?([^";]+)/.exec(headers.get('content-type')!)?.[1]
  const parts = rest.join('\r\n\r\n').split(`--${boundary}`)
  if (boundary === undefined || parts.length !== 3 || !parts[2]!.startsWith('--')) throw new Error('not one part')
  const [partHead = '', ...partBody] = parts[1]!.split('\r\n\r\n')
  if (!/text\/plain; charset=utf-8/i.test(partHead) || !/quoted-printable/i.test(partHead)) throw new Error(`a part of another kind: ${partHead}`)
  return { subject: decodeHeader(headers.get('subject')!), text: decodeQ(partBody.join('\r\n\r\n').replaceAll('=\r\n', '')).toString().trimEnd() }
}

/** A mail server that keeps to RFC 5321: commands in their order, each line ended by CR LF, and none without the password where it wants one. */
export const smtpServer = async (login: SmtpOptions | undefined, until: Until = onTestFinished): Promise<SmtpServer> => {
  const mails: ReceivedMail[] = []
  const serve = (socket: Socket): void => {
    let [received, greeted, loggedIn, from] = ['', false, login === undefined, undefined as string | undefined]
    let to: string[] = []
    let inData = false
    const say = (line: string): void => { socket.write(`${line}\r\n`) }
    const takeMail = (data: string): void => {
      inData = false
      try {
        mails.push({ from: from!, to, ...readMail(data.replaceAll('\r\n..', '\r\n.')) })
        say('250 2.0.0 taken')
      } catch (error) {
        say(`554 5.6.0 ${(error as Error).message}`)
      }
      [from, to] = [undefined, []]
    }
    const take = (line: string): void => {
      const [, verb = '', argument = ''] = /^(\w+) ?(.*)$/.exec(line) ?? []
      const address = /^(?:FROM|TO):<([^>]+)>/i.exec(argument)?.[1]
      switch (verb.toUpperCase()) {
        case 'EHLO':
          greeted = true
          socket.write(`250-stand-in\r\n${login ? '250-AUTH PLAIN\r\n' : ''}250-8BITMIME\r\n250 SIZE 1000000\r\n`)
          return
        case 'AUTH': {
          const given = Buffer.from(argument.replace(/^PLAIN /i, ''), 'base64').toString()
          loggedIn = login !== undefined && given === `\0${login.user}\0${login.password}`
          say(loggedIn ? '235 2.7.0 welcome' : '535 5.7.8 wrong user or password')
          return
        }
        case 'MAIL':
          if (!greeted || from !== undefined || address === undefined) say('503 5.5.1 bad sequence')
          else if (!loggedIn) say('530 5.7.0 log in first')
          else {
            from = address
            say('250 2.1.0 sender')
          }
          return
        case 'RCPT':
          if (from === undefined || address === undefined) say('503 5.5.1 bad sequence')
          else if (address.startsWith('nobody@')) say('550 5.1.1 no such mailbox')
          else {
            to.push(address)
            say('250 2.1.5 recipient')
          }
          return
        case 'DATA':
          if (to.length === 0) say('503 5.5.1 bad sequence')
          else {
            inData = true
            say('354 go on')
          }
          return
        case 'QUIT':
          say('221 2.0.0 bye')
          socket.end()
          return
        default: say('502 5.5.1 unknown command')
      }
    }
    socket.on('error', () => undefined)
    socket.on('data', (chunk: Buffer) => {
      received += chunk.toString('latin1')
      for (;;) {
        const end = received.indexOf(inData ? '\r\n.\r\n' : '\r\n')
        if (end === -1) return
        const taken = received.slice(0, end)
        received = received.slice(end + (inData ? 5 : 2))
        if (inData) takeMail(taken)
        else take(taken)
      }
    })
    say('220 stand-in ESMTP')
  }
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    serve(socket)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  until(async () => {
    for (const socket of sockets) socket.destroy()
    await new Promise((resolve) => { server.close(resolve) })
  })
  return { port: (server.address() as { readonly port: number }).port, mails }
}
