/** The author of a change, with time and origin: the part of a request that the audit log stores. */
export interface Author {
  /** The name of the token that the request shows, or that its session goes back to; the device's name, if it fetches its key. */
  readonly name: string
  /** `device` for a device. */
  readonly role: string
  readonly address: string
  /** The account named by the program; for a device, the creator of its token. */
  readonly onBehalfOf?: string | undefined
  readonly requestId: string
  /** When the request came, by the server's clock. */
  readonly atMs: number
}
