/** `playInfoList` holds 1 to 5 items (voice-call.md §3). */
export const MOST_CONTENTS = 5
/** `collectInd` goes up to 32 digits (voice-call.md §3). */
export const MOST_DIGITS = 32
