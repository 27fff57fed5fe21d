export const privacy = {
  reveal: 'Show {{number}} in full',
  revealHint: 'Show in full for a while; it is written to the audit log',
  hide: 'Mask {{number}} again',
  masking: {
    title: 'Numbers on the screen',
    hint: 'Applies at once, on every screen.',
    label: 'Mask people’s numbers',
    example:
      '138 •••• 0001. Also in copies, exports and titles. Numbers of your profiles stay readable, and the last four digits still find a number.',
    seconds: 'Seconds a revealed number stays readable',
    secondsHint: '5 to 300. Each reveal is written to the audit log.',
  },
} as const
