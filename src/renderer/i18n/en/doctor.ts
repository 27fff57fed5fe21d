export const doctor = {
  title: 'Check-up',
  hint: 'Looks at all that calls depend on. Asks each platform once and places no call.',
  run: 'Check now',
  check: {
    keychain: 'Keychain',
    receiver: 'Receiver',
    numberFormat: 'Form of the numbers',
    reachability: 'Platform address',
    clock: 'Clock',
    credentials: 'Credentials',
  },
} as const
