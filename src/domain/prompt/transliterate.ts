import { pinyin } from 'pinyin-pro'
import { LONGEST_NAME, NAME_ENDING } from './name.ts'

/**
 * A name the platform takes (audio.md §2), made from the name of a file: Chinese becomes pinyin, letters lose
 * their accents, everything else that is not allowed becomes one dash.
 *
 * @param otherwise stem to use when nothing of the name is left
 */
export function promptNameFrom(file: string, otherwise: string): string {
  const stem = latin(file.replace(/\.[^.]*$/, ''))
    .replace(/[^A-Za-z0-9._@-]+/g, '-')
    .replace(/-{2,}/g, '-')
    .replace(/^[-.]+|[-.]+$/g, '')
    .slice(0, LONGEST_NAME - NAME_ENDING.length)
  return `${stem === '' ? otherwise : stem}${NAME_ENDING}`
}

/** Syllables of one run of Chinese stand together; a run next to a letter or digit is parted from it. */
function latin(text: string): string {
  const plain = text.normalize('NFKC')
  const spelt = plain.replace(/\p{Script=Han}+/gu, (run, at: number) => {
    const before = /[A-Za-z0-9]$/.test(plain.slice(0, at)) ? '-' : ''
    const after = /^[A-Za-z0-9]/.test(plain.slice(at + run.length)) ? '-' : ''
    const syllables = pinyin(run, { toneType: 'none', type: 'array', v: true })
    return `${before}${syllables.filter((one) => /^[a-z]+$/.test(one)).join('-')}${after}`
  })
  return spelt.normalize('NFKD').replace(/[\u0300-\u036f]/g, '')
}
