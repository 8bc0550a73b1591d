const text = (words: string): string => words

/** Of the login of the user who is logged in, in English. */
export const accountTextEn = {
  hint: text('Your login'),
  title: (name: string) => `Password of ${name}`,
  current: text('Current password'),
  password: text('New password'),
  passwordHint: text('At least 12 characters: a sentence of a few words is easy to remember.'),
  repeated: text('New password again'),
  set: text('Set the password'),
  change: text('Change the password'),
  cancel: text('Cancel'),
  close: text('Close'),
  wrong: text('This is not your current password. If you have forgotten it, ask an administrator.'),
  tooShort: text('Use at least 12 characters.'),
  different: text('The two new passwords differ.'),
  tooOften: text('Too many wrong passwords. Try again in a minute.'),
  done: text('The password is set. Your other browsers are logged out.')
}

/** The same in another language. */
export type AccountText = typeof accountTextEn
