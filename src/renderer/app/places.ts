import {
  IconFileMusic,
  IconHistory,
  IconLinkPlus,
  IconListCheck,
  IconMicrophone,
  IconPhone,
  IconSettings,
  IconSpeakerphone,
} from '@tabler/icons-react'

/**
 * The places of the rail from top to bottom, each with the keys that lead there unless a person has chosen
 * others. Rail, palette and keys are made from this list.
 */
export const PLACES = [
  { id: 'dial', icon: IconPhone, keys: 'alt+1' },
  { id: 'history', icon: IconHistory, keys: 'alt+2' },
  { id: 'recordings', icon: IconMicrophone, keys: 'alt+3' },
  { id: 'masking', icon: IconLinkPlus, keys: 'alt+4' },
  { id: 'notify', icon: IconSpeakerphone, keys: 'alt+5' },
  { id: 'prompts', icon: IconFileMusic, keys: 'alt+6' },
  { id: 'review', icon: IconListCheck, keys: 'alt+7' },
  { id: 'settings', icon: IconSettings, keys: 'alt+8' },
] as const

export type PlaceId = (typeof PLACES)[number]['id']
