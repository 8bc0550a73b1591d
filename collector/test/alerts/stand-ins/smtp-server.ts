import { once } from 'node:events'
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createServer, type Socket } from 'node:net'
import { join } from 'node:path'
import { createServer as createTlsServer } from 'node:tls'
import { onTestFinished } from 'vitest'
import { temporaryDirectory, type Until } from '../../temporary-directory.ts'

export interface ReceivedMail {
  readonly from: string
  readonly to: readonly string[]
  readonly subject: string
  readonly text: string
}

export interface SmtpServer {
  readonly port: number
  readonly mails: readonly ReceivedMail[]
  readonly caFile: string | undefined
}

export interface SmtpOptions {
  readonly user: string
  readonly password: string
}

/** What a command is answered with, whatever it says; the session goes on. */
export type SmtpAnswers = Readonly<Partial<Record<'AUTH' | 'MAIL' | 'RCPT', string>>>

const decodeQ = (text: string): Buffer => Buffer.from(
  text.replaceAll('=\r\n', '').replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))), 'latin1'
)
const decodings: Readonly<Record<string, (text: string) => Buffer>> = {
  'quoted-printable': decodeQ, base64: (text) => Buffer.from(text, 'base64'), '7bit': (text) => Buffer.from(text)
}

/** Encoded words (RFC 2047); the space between two of them is none. */
const decodeHeader = (text: string): string =>
  text.replaceAll(/(\?=)\s+(=\?)/g, '$1$2').replaceAll(/(?:=\?utf-8\?[qb]\?[^?]*\?=)+/gi, (words) => Buffer.concat([
    ...words.matchAll(/=\?utf-8\?([qb])\?([^?]*)\?=/gi)
  ]
    .map(([, encoding = '', word = '']) =>
      encoding.toLowerCase() === 'b' ? Buffer.from(word, 'base64') : decodeQ(word.replaceAll('_', ' ')))).toString())

interface Part {
  readonly headers: ReadonlyMap<string, string>
  readonly body: string
}

const readPart = (data: string): Part => {
  const [head = '', ...rest] = data.split('\r\n\r\n')
  const lines = head.replaceAll(/\r\n[ \t]+/g, ' ').split('\r\n')
  return {
    headers: new Map(lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()])),
    body: rest.join('\r\n\r\n')
  }
}

/** A message as RFC 5322 and 2046 have it, of one part of plain text. @throws where it is none */
const readMail = (data: string): Pick<ReceivedMail, 'subject' | 'text'> => {
  const mail = readPart(data)
  for (const name of [
    'from', 'to', 'subject', 'date', 'message-id', 'mime-version', 'content-type'
  ]) if (!mail.headers.has(name)) throw new Error(`no header ${name}`)
  if (data.split('\r\n').some((line) => line.length > 998)) throw new Error('a line of more than 998 characters')
  const boundary = /multipart\/alternative;\s*boundary="?([^";]+)/.exec(mail.headers.get('content-type')!)?.[1]
  const parts = boundary === undefined ? [] : mail.body.split(`--${boundary}\r\n`)
  if (boundary !== undefined && parts.length !== 2) throw new Error('not one part')
  const { headers, body } = boundary === undefined ? mail : readPart(parts[1]!.split(`\r\n--${boundary}--`)[0]!)
  const decode = decodings[headers.get('content-transfer-encoding')?.toLowerCase() ?? '7bit']
  if (decode === undefined || !/^text\/plain; charset=utf-8/i.test(headers.get('content-type') ?? '')) throw new Error(
    `a part of another kind: ${[...headers].join(' ')}`
  )
  return { subject: decodeHeader(mail.headers.get('subject')!), text: decode(body).toString().trimEnd().replaceAll(/\r?\n/g, '\r\n') }
}

/** A certificate for localhost, and its key. */
const ownCertificate = (until: Until): { readonly caFile: string, readonly keyFile: string } => {
  const directory = temporaryDirectory(until)
  const [caFile, keyFile] = [join(directory, 'cert.pem'), join(directory, 'key.pem')]
  execFileSync('openssl', [
    'req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2', '-subj', '/CN=localhost',
    '-addext', 'subjectAltName=DNS:localhost', '-keyout', keyFile, '-out', caFile
  ], { stdio: 'ignore' })
  return { caFile, keyFile }
}

/**
 * A mail server that keeps to RFC 5321: commands in their order, each line ended by CR LF, and none without the password where it wants
 * one. `answers`: what it says to some commands in place of that. `tls`: encrypted from the first byte, with a certificate for localhost
 * that is in `caFile`.
 */
export const smtpServer = async (
  login: SmtpOptions | undefined, until: Until = onTestFinished, answers: SmtpAnswers = {}, tls?: 'implicit'
): Promise<SmtpServer> => {
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
      const given = answers[verb.toUpperCase() as keyof SmtpAnswers]
      if (given !== undefined) {
        say(given)
        return
      }
      const address = /^(?:FROM|TO):<([^>]+)>/i.exec(argument)?.[1]
      switch (verb.toUpperCase()) {
        case 'EHLO':
          greeted = true
          socket.write(`250-stand-in\r\n${login ? '250-AUTH PLAIN\r\n' : ''}250-8BITMIME\r\n250 SIZE 1000000\r\n`)
          return
        case 'AUTH': {
          const credentials = Buffer.from(argument.replace(/^PLAIN /i, ''), 'base64').toString()
          loggedIn = login !== undefined && credentials === `\0${login.user}\0${login.password}`
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
  const accept = (socket: Socket): void => {
    sockets.add(socket)
    serve(socket)
  }
  const certificate = tls && ownCertificate(until)
  const server = certificate === undefined
    ? createServer(accept)
    : createTlsServer({ cert: readFileSync(certificate.caFile), key: readFileSync(certificate.keyFile) }, accept)
        .on('tlsClientError', () => undefined)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  until(async () => {
    for (const socket of sockets) socket.destroy()
    await new Promise((resolve) => { server.close(resolve) })
  })
  return { port: (server.address() as { readonly port: number }).port, mails, caFile: certificate?.caFile }
}
