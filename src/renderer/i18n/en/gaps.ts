export const gaps = {
  title: 'Gaps in the history',
  hint: 'What is missing or odd among the calls of the last {{days}} days and among the recordings on this machine.',
  find: 'Look again',
  none: 'Nothing is missing',
  noneText:
    'Every call has its fee record, and every recording its call. Voicedesk looks by itself every half hour.',
  status_one: '{{count}} gap',
  status_other: '{{count}} gaps',
  statusText: 'Something is missing or odd in the history of the last two months.',
  open: 'Open the list',
  kinds: 'Kinds of gaps',
  firstCall: 'called before at {{when}}',
  kind: {
    noFee: 'Fee record missing',
    noRecording: 'Recording missing',
    recordingNoFee: 'Recording without fee record',
    strayRecording: 'Recording without call',
    twins: 'Called twice',
    unknownCall: 'Not placed from here',
  },
  why: {
    noFee:
      'The call is known and its fee record has not come. The platform repeats it six times, an hour apart; that is over. Its support can push it again by hand for two months.',
    noRecording:
      'A recording was asked for and the two sides talked long enough for one, but the fee record tells of none: recording failed at the platform, or is not enabled for the application.',
    recordingNoFee:
      'The sound of the call is here, but its fee record is not, and only that tells that it was recorded. So it is after an older backup was restored. The sound is kept; it can be heard again once the fee record has come.',
    strayRecording:
      'A sound file in the folder “recordings” that belongs to no call in the history: the call was deleted, is not in the backup that was restored, or somebody put the file there. It is never deleted by itself.',
    twins: 'The same two numbers were called again within a minute. Somebody may have pressed twice.',
    unknownCall:
      'The platform told of a call that was not placed on this machine: by another one, or before a restore.',
  },
  request: 'Request to the platform’s support',
  copyChinese: 'Copy in Chinese',
  copyEnglish: 'Copy in English',
  showAll: 'Show all {{count}}',
  newest: 'The list has the newest {{shown}} of {{total}}.',
} as const
