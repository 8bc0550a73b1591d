/** What kept a message from its receiver. `at` is where it was sent: scheme, host and port. Quoted words are the other program's own. */
export const deliveryTextEn = {
  unreachable: ({ at, reason }: { readonly at: string, readonly reason: string }) => `${at} cannot be reached (${reason}). Check the address, and that it is running.`,
  connectionRefused: ({ at }: { readonly at: string }) => `Nothing listens at ${at}. Check host and port, and that it is running.`,
  nameNotFound: ({ at }: { readonly at: string }) => `The server cannot resolve the name in ${at}. Correct it, or enter the IP address.`,
  timeout: ({ at, seconds }: { readonly at: string, readonly seconds: number }) => `${at} did not answer within ${seconds} seconds. Check that it is running.`,
  certificate: ({ at, reason }: { readonly at: string, readonly reason: string }) => `The certificate of ${at} is not trusted (${reason}). Install its CA on this server (update-ca-certificates).`,
  forbiddenHost: ({ at }: { readonly at: string }) => `${at} leads to a link-local address, where nothing is sent. Correct the address.`,
  redirected: ({ at }: { readonly at: string }) => `${at} answers with a redirect, which is not followed. Enter the address that it leads to.`,
  notFound: ({ at }: { readonly at: string }) => `${at} does not know this address (404). Copy the webhook’s address again.`,
  notAllowed: ({ at, status }: { readonly at: string, readonly status: number }) => `${at} rejects the token or address (${status}). Check the token, or copy the address again.`,
  tooMany: ({ at }: { readonly at: string }) => `${at} takes no more messages for now (429). Alerts are sent again later.`,
  refused: ({ at, status, said }: { readonly at: string, readonly status: number, readonly said: string }) => `${at} rejects the message (${status}${said === '' ? '' : `: “${said}”`}). Check the kind of the receiver, and its headers and body where it has some.`,
  failed: ({ at, status, said }: { readonly at: string, readonly status: number, readonly said: string }) => `${at} reports an error of its own (${status}${said === '' ? '' : `: “${said}”`}). See its log; alerts are sent again until it accepts them.`
}

/** The same in another language. */
export type DeliveryText = typeof deliveryTextEn
