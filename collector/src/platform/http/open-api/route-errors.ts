import { roles, type Role } from '@mimamori/contract/roles'
import { errorCodes, type ErrorCode } from '../../errors/error-codes.ts'

/** Errors that any request can get before it reaches a route. */
export const errorsBeforeRoutes: readonly ErrorCode[] = [
  'REQUEST_MALFORMED', 'ROUTE_NOT_FOUND', 'REQUEST_TIMEOUT', 'URL_TOO_LONG', 'EXPECTATION_UNSUPPORTED', 'HOST_REFUSED',
  'HEADERS_TOO_LARGE', 'OVERLOADED'
]

const ofEvery: readonly ErrorCode[] = ['VALIDATION_FAILED', 'INTERNAL']
const ofBodies: readonly ErrorCode[] = [
  'BODY_UNREADABLE',
  'REQUEST_TIMEOUT',
  'CONNECTION_LOST',
  'BODY_TOO_LARGE',
  'CONTENT_TYPE_UNSUPPORTED',
  'OVERLOADED'
]
const ofDevices: readonly ErrorCode[] = [
  'CLIENT_KEY_REQUIRED',
  'CLIENT_KEY_INVALID',
  'CLIENT_RETIRED',
  'CLIENT_ID_MISMATCH',
  'CONTENT_ENCODING_UNSUPPORTED',
  'RATE_LIMITED',
  'TOO_MANY_WRONG_KEYS',
  'REGISTRY_EMPTY'
]
const ofOperators: readonly ErrorCode[] = ['OPERATOR_TOKEN_REQUIRED', 'OPERATOR_TOKEN_INVALID']
/** Errors of changes by a browser's session. */
const ofSessions: readonly ErrorCode[] = ['ORIGIN_REFUSED', 'CONTENT_TYPE_UNSUPPORTED']

export interface RouteTraits {
  readonly method: string
  readonly hasBody: boolean
  /** Whether devices call it. */
  readonly byDevices: boolean
  /** The roles that may call it; undefined for anyone. */
  readonly allowed: readonly Role[] | undefined
  /** The errors of the route itself. */
  readonly own: readonly ErrorCode[]
}

/** The codes that a route can answer, by their status. */
export const routeErrors = ({ method, hasBody, byDevices, allowed, own }: RouteTraits): ReadonlyMap<number, readonly ErrorCode[]> => {
  const codes = new Set<ErrorCode>([
    ...ofEvery,
    ...hasBody ? ofBodies : [],
    ...byDevices ? ofDevices : [],
    ...allowed === undefined ? [] : ofOperators,
    ...allowed === undefined || allowed.length === roles.length ? [] : ['ROLE_REQUIRED' as const],
    ...allowed === undefined || method === 'GET' ? [] : ofSessions,
    ...own
  ])
  return new Map([...Map.groupBy(codes, (code) => errorCodes[code])].sort(([a], [b]) => a - b))
}
