export const backup = {
  title: 'Make a backup',
  hint: 'One file with the history, prompts and settings, made while you go on working.',
  withRecordings: 'With the recordings',
  passphrase: 'Pass phrase for the secrets',
  passphraseHint: 'Left empty, the APP_Secrets stay out and are entered again after a restore.',
  passphraseShort: 'At least 8 characters',
  passphraseToOpen: 'Left empty, the secrets in the backup stay closed.',
  make: 'Make a backup now',
  kept: 'Backups on this machine',
  keptHint: 'Save one elsewhere, too: a broken disk takes them along.',
  none: 'There is no backup yet.',
  madeAt: 'Made at',
  holds: 'Holds',
  size: 'Size',
  acts: 'Actions',
  automatic: 'automatic',
  calls_one: '{{count}} call',
  calls_other: '{{count}} calls',
  recordings_one: '{{count}} recording',
  recordings_other: '{{count}} recordings',
  withSecrets: 'secrets',
  secretsBack_one: '{{count}} secret brought back',
  secretsBack_other: '{{count}} secrets brought back',
  sealed_one: '{{count}} sealed original',
  sealed_other: '{{count}} sealed originals',
  sealedNoKey_one: '{{count}} sealed original without its key',
  sealedNoKey_other: '{{count}} sealed originals without their key',
  sealedWithoutKey_one:
    '{{count}} original of a redacted recording is sealed. It goes along, but on another machine nobody can open it: its key goes along only under a pass phrase.',
  sealedWithoutKey_other:
    '{{count}} originals of redacted recordings are sealed. They go along, but on another machine nobody can open them: their key goes along only under a pass phrase.',
  sealedNeedsPhrase_one:
    'The backup holds {{count}} sealed original of a redacted recording. On a machine that does not have its key it opens only with the pass phrase.',
  sealedNeedsPhrase_other:
    'The backup holds {{count}} sealed originals of redacted recordings. On a machine that does not have their key they open only with the pass phrase.',
  sealedHasNoKey_one:
    'The backup holds {{count}} sealed original of a redacted recording and was made without a pass phrase. It opens only on a machine that has its key.',
  sealedHasNoKey_other:
    'The backup holds {{count}} sealed originals of redacted recordings and was made without a pass phrase. They open only on a machine that has their key.',
  sealedClosed_one:
    '{{count}} sealed original of a redacted recording cannot be opened: its key is not on this machine. It comes along with a backup made with a pass phrase, when the phrase is given.',
  sealedClosed_other:
    '{{count}} sealed originals of redacted recordings cannot be opened: their key is not on this machine. It comes along with a backup made with a pass phrase, when the phrase is given.',
  save: 'Save',
  saveNamed: 'Save the backup of {{moment}}',
  restore: 'Restore',
  restoreNamed: 'Restore the backup of {{moment}}',
  restoreTitle: 'Restore {{name}}',
  restoreText:
    'The backup is checked first. Then it takes the place of what is here at the next start. What is here now is set aside in a folder of its own, nothing is overwritten.',
  restoreNow: 'Check and restore',
  planned: 'A backup waits to be put in place: close Voicedesk and start it again.',
  fromFile: 'Restore from a file',
  schedule: 'Automatic backups',
  daily: 'Once a day while Voicedesk runs',
  dailyHint: 'Without secrets.',
  dailyRecordings: 'With the recordings',
  dailySealed:
    'The sealed originals of redacted recordings go along without their key: they open on this machine only. For another one, make a backup with a pass phrase.',
  keep: 'So many are kept',
  importTitle: 'Take in calls',
  importHint:
    'A CSV, XLSX or JSONL file that another Voicedesk exported. Calls that are here already stay as they are.',
  importAct: 'Choose a file',
  damaged: {
    title: 'The data on this machine is damaged',
    text: 'Voicedesk could not open its database. Nothing has been changed or deleted. Choose a backup: it is checked first, and what is damaged is set aside in a folder of its own.',
    newest: 'Restore the newest: {{moment}}',
    none: 'There is no backup on this machine. If you saved one elsewhere, restore it from its file.',
    planned: 'Ready. Close Voicedesk and start it again to finish.',
    emptyTitle: 'Begin empty',
    emptyHint:
      'The damaged data is set aside. The platform repeats fee records for some hours; older calls are then missing.',
    empty: 'Begin empty',
    emptySure: 'Set the data aside and begin empty',
  },
} as const
