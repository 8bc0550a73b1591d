/** The next step after a test that a mail relay or a web address did not accept, by the cause. */
export const testFailureTextEn = {
  mail: {
    connectionRefused: 'Nothing listens there: check host and port, and that the relay is running.',
    nameNotFound: 'The server cannot resolve this name: correct it, or enter the IP address.',
    timeout: 'Nothing answers there: check host and port, and firewalls between the two.',
    certificate: 'Its certificate is not trusted: enter the certificate of its authority (--ca-file).',
    noStarttls: 'The relay offers no STARTTLS: if that is right on your network, set the encryption to None (--tls none).',
    login: 'Check user and password.',
    mailRefused: 'Check the sender and the addresses, or ask whoever runs the relay to accept mail from this server.',
    other: 'Check its address, encryption, user and password.'
  },
  web: {
    connectionRefused: 'Nothing listens there: check host and port, and that it is running.',
    nameNotFound: 'The server cannot resolve this name: correct it, or enter the IP address.',
    timeout: 'Nothing answers there: check host and port, and firewalls between the two.',
    certificate: 'Its certificate is not trusted: install its CA on this server (update-ca-certificates).',
    notAllowed: 'This address may not post there: copy the webhook’s address again, or create a new webhook.',
    notFound: 'It does not know this address: copy the webhook’s address again.',
    tooMany: 'It takes no more messages for now: test again in some minutes.',
    messageRefused: 'It does not understand the message: check that this receiver is of the right kind.',
    serverError: 'It has an error of its own: see its log, and test again.',
    other: 'Check the address, and that it is running.'
  }
}

/** The same in another language. */
export type TestFailureText = typeof testFailureTextEn
