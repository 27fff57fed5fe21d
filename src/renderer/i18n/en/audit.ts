export const audit = {
  title: 'Audit log',
  hint: 'Who listened, revealed, exported and deleted. Entries can only be added; each is bound to the one before.',
  verify: 'Verify the log',
  whole_one: 'The log is whole: {{count}} entry. Keep this value elsewhere to prove it later.',
  whole_other: 'The log is whole: {{count}} entries. Keep this value elsewhere to prove it later.',
  broken: 'The log was changed from outside: entry {{seq}} does not fit what stands before it.',
  empty: 'Nothing has been done yet that is written down here.',
  more: 'Show older entries',
  at: 'Time',
  who: 'Who',
  what: 'What',
  subject: 'Of what',
  param: '{{name}}: {{value}}',
  action: {
    number: {
      revealed: 'Number shown in full',
    },
    recording: {
      played: 'Recording played',
      downloaded: 'Recording downloaded',
      redacted: 'Recording redacted',
      unsealed: 'Sealed original opened',
    },
    export: {
      made: 'Export made',
    },
    import: {
      made: 'Calls imported',
    },
    backup: {
      made: 'Backup made',
      restored: 'Backup restored',
    },
    retention: {
      deleted: 'Deleted after its time',
    },
    binding: {
      bound: 'Private number bound',
      changed: 'Binding changed',
      unbound: 'Private number unbound',
    },
    batch: {
      bound: 'File of bindings run',
      undone: 'File of bindings undone',
    },
    hold: {
      placed: 'Kept by legal hold',
      lifted: 'Legal hold lifted',
    },
    masking: {
      turnedOn: 'Masking of numbers turned on',
      turnedOff: 'Masking of numbers turned off',
    },
  },
} as const
