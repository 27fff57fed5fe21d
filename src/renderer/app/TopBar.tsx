import { TextInput, UnstyledButton } from '@mantine/core'
import { spotlight } from '@mantine/spotlight'
import { IconCommand, IconSearch } from '@tabler/icons-react'
import type { RefObject } from 'react'
import { useHistory } from '../features/history/index.ts'
import { ProfilePicker } from '../features/profiles/index.ts'
import { useTexts } from '../i18n/index.ts'
import { go, here } from '../ui/go.ts'
import { Keys } from '../ui/Keys.tsx'
import { ROUTES } from '../ui/routes.ts'
import classes from './TopBar.module.css'

export function TopBar(props: { searchRef: RefObject<HTMLInputElement | null> }) {
  const { t } = useTexts()
  const text = useHistory((state) => state.fields.text)
  const setFields = useHistory((state) => state.setFields)

  const search = (next: string) => {
    setFields({ text: next })
    if (!here().startsWith(ROUTES.history)) go(ROUTES.history)
  }

  return (
    <header className={classes.bar}>
      <ProfilePicker onManage={() => go(ROUTES.profiles)} />
      <TextInput
        ref={props.searchRef}
        className={classes.search}
        type="search"
        aria-label={t('frame.search.label')}
        placeholder={t('frame.search.placeholder')}
        leftSection={<IconSearch size={16} stroke={1.75} aria-hidden="true" />}
        rightSection={text === '' ? <Keys keys={['/']} /> : undefined}
        value={text}
        onChange={(event) => search(event.currentTarget.value)}
      />
      <UnstyledButton className={classes.palette} onClick={() => spotlight.open()}>
        <IconCommand size={15} stroke={1.75} aria-hidden="true" />
        {t('frame.palette.open')}
        <Keys keys={['mod', 'K']} />
      </UnstyledButton>
    </header>
  )
}
