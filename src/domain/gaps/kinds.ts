/**
 * What is missing or odd in the history:
 * `noFee`: told by status pushes or our own dial, and the fee record has not come although the platform has
 * stopped repeating it; `noRecording`: a recording was asked for, the talk was long enough for one, and the fee
 * record tells of none; `recordingNoFee`: the sound of a call is here, and its fee record is not;
 * `strayRecording`: a file among the recordings that belongs to no call; `twins`: a call that was placed from a
 * desk between the same two numbers as another within a minute before; `unknownCall`: events of a call that was
 * not placed from here.
 */
export const GAP_KINDS = [
  'noFee',
  'noRecording',
  'recordingNoFee',
  'strayRecording',
  'twins',
  'unknownCall',
] as const
export type GapKind = (typeof GAP_KINDS)[number]

/** Those that are found among the calls; the others are found among the files. */
export const CALL_GAP_KINDS = ['noFee', 'noRecording', 'twins', 'unknownCall'] as const satisfies GapKind[]
export type CallGapKind = (typeof CALL_GAP_KINDS)[number]

/** The console keeps calls for two months; what is older nobody can push again. */
export const GAP_DAYS = 60
