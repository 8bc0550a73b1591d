import { randomUUID } from 'node:crypto'
import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import { recordAnswer } from '../bodies/whole-body.ts'
import { errorBody } from '../errors/error-answer.ts'
import { ApiError, type ErrorCode } from '../../errors/error-codes.ts'

const connectionCodes: Readonly<Record<string, readonly [ErrorCode, string]>> = {
  HPE_HEADER_OVERFLOW: ['HEADERS_TOO_LARGE', 'the headers are too large'],
  ERR_HTTP_REQUEST_TIMEOUT: ['REQUEST_TIMEOUT', 'the request took too long to arrive']
}

/** Errors of the parser and of its timeouts. After any other, such as an unfinished TLS handshake, no answer can be sent. */
const isOfHttp = ({ code = '' }: NodeJS.ErrnoException): boolean => code.startsWith('HPE_') || code.startsWith('ERR_HTTP_')

/** Answers requests that Node itself rejects, before any route, in the shape of our errors, and closes the connection. */
export const answerBrokenConnection = (error: NodeJS.ErrnoException, socket: Socket): void => {
  if (!isOfHttp(error) || socket.destroyed || !socket.writable) {
    socket.destroy()
    return
  }
  const [code, message] = connectionCodes[error.code ?? ''] ?? ['REQUEST_MALFORMED', 'the request is not HTTP'] as const
  const answer = new ApiError(code, message)
  recordAnswer(socket, answer)
  const requestId = randomUUID()
  const body = JSON.stringify(errorBody(requestId, answer))
  socket.end(
    `HTTP/1.1 ${answer.statusCode} ${STATUS_CODES[answer.statusCode]}\r\ncontent-type: application/json; charset=utf-8\r\nx-request-id: ${requestId}\r\n` +
      `content-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`
  )
}
