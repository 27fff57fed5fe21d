import { ScrollArea } from '@mantine/core'
import { Spotlight, spotlight } from '@mantine/spotlight'
import {
  IconAddressBook,
  IconBookmark,
  IconCoins,
  IconKeyboard,
  IconMessage2,
  IconMoon,
  IconPhonePlus,
  IconPuzzle,
  IconSearch,
  IconSun,
  IconSunMoon,
  IconUserCog,
  IconUsers,
} from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { groupNumber, numberPart } from '../../domain/phone/index.ts'
import { parseDialled } from '../../domain/phone/parse.ts'
import { useDial } from '../features/dial/index.ts'
import { useHistory } from '../features/history/index.ts'
import { useProfiles } from '../features/profiles/index.ts'
import { useSettings } from '../features/settings/index.ts'
import { useTexts } from '../i18n/index.ts'
import { go } from '../ui/go.ts'
import { ROUTES } from '../ui/routes.ts'
import { PLACES } from './places.ts'

type Entry = { id: string; label: string; hint?: string; icon: ReactNode; run: () => void }
type Group = { label: string; entries: Entry[] }

const icon = { size: 18, stroke: 1.6 }

/** Every command by name; a number typed here can be dialled or looked up at once. */
export function Palette(props: { onShortcuts: () => void }) {
  const { t } = useTexts()
  const [query, setQuery] = useState('')
  const groups = useCommands(query, props.onShortcuts)
  const wanted = query.trim().toLowerCase()
  const found = groups
    .map((group) => ({
      ...group,
      entries: group.entries.filter(
        ({ id, label }) => id.startsWith('number.') || label.toLowerCase().includes(wanted),
      ),
    }))
    .filter((group) => group.entries.length > 0)

  return (
    <Spotlight.Root
      query={query}
      onQueryChange={setQuery}
      shortcut={null}
      clearQueryOnClose
      centered={false}
      yOffset={96}
      overlayProps={{ backgroundOpacity: 0.35, blur: 0 }}
      size={560}
    >
      <Spotlight.Search
        placeholder={t('frame.palette.placeholder')}
        aria-label={t('frame.palette.open')}
        leftSection={<IconSearch size={18} stroke={1.6} aria-hidden="true" />}
      />
      <Spotlight.ActionsList>
        {/* Focusable, as whatever scrolls must be reached without a pointer too. */}
        <ScrollArea.Autosize mah={420} viewportProps={{ tabIndex: 0 }}>
          {found.length === 0 ? <Spotlight.Empty>{t('frame.palette.nothing')}</Spotlight.Empty> : null}
          {found.map((group) => (
            <Spotlight.ActionsGroup key={group.label} label={group.label}>
              {group.entries.map((entry) => (
                <Spotlight.Action
                  key={entry.id}
                  label={entry.label}
                  {...(entry.hint === undefined ? {} : { description: entry.hint })}
                  leftSection={entry.icon}
                  onClick={() => {
                    spotlight.close()
                    entry.run()
                  }}
                />
              ))}
            </Spotlight.ActionsGroup>
          ))}
        </ScrollArea.Autosize>
      </Spotlight.ActionsList>
    </Spotlight.Root>
  )
}

function useCommands(query: string, onShortcuts: () => void): Group[] {
  const { t } = useTexts()
  const setDial = useDial((state) => state.set)
  const setFields = useHistory((state) => state.setFields)
  const showView = useHistory((state) => state.showView)
  const views = useHistory((state) => state.views)
  const profiles = useProfiles((state) => state.list)
  const choose = useProfiles((state) => state.use)
  const settings = useSettings((state) => state.settings)
  const save = useSettings((state) => state.save)

  const dialled = parseDialled(query)
  const part = numberPart(query)
  const act: Entry[] = []
  if (dialled.ok) {
    act.push({
      id: 'number.dial',
      label: t('frame.palette.dialNumber', { number: groupNumber(dialled.number) }),
      icon: <IconPhonePlus {...icon} />,
      run() {
        setDial({ callee: groupNumber(dialled.number) })
        go(ROUTES.dial)
      },
    })
  }
  if (part !== undefined && part.length >= 2) {
    act.push({
      id: 'number.search',
      label: t('frame.palette.searchNumber', { part }),
      icon: <IconSearch {...icon} />,
      run() {
        setFields({ text: part })
        go(ROUTES.history)
      },
    })
  }
  act.push({
    id: 'shortcuts',
    label: t('frame.palette.shortcuts'),
    icon: <IconKeyboard {...icon} />,
    run: onShortcuts,
  })

  const theme = (choice: 'light' | 'dark' | 'system') => () => {
    if (settings !== undefined) save({ ...settings, theme: choice }).catch(() => undefined)
  }

  return [
    { label: t('frame.palette.groupAct'), entries: act },
    {
      label: t('frame.palette.groupGo'),
      entries: [
        ...PLACES.map(({ id, icon: Icon }) => ({
          id: `go.${id}`,
          label: t(`frame.go.${id}`),
          icon: <Icon {...icon} />,
          run: () => go(ROUTES[id]),
        })),
        {
          id: 'go.contacts',
          label: t('frame.go.contacts'),
          icon: <IconAddressBook {...icon} />,
          run: () => go(ROUTES.contacts),
        },
        {
          id: 'go.cost',
          label: t('frame.go.cost'),
          icon: <IconCoins {...icon} />,
          run: () => go(ROUTES.cost),
        },
        {
          id: 'go.gaps',
          label: t('frame.go.gaps'),
          icon: <IconPuzzle {...icon} />,
          run: () => go(ROUTES.gaps),
        },
        {
          id: 'go.templates',
          label: t('frame.go.templates'),
          icon: <IconMessage2 {...icon} />,
          run: () => go(ROUTES.templates),
        },
        {
          id: 'go.profiles',
          label: t('frame.go.profiles'),
          icon: <IconUserCog {...icon} />,
          run: () => go(ROUTES.profiles),
        },
      ],
    },
    {
      label: t('history.views.title'),
      entries: views.map((view) => ({
        id: `view.${view.id}`,
        label: view.name,
        icon: <IconBookmark {...icon} />,
        run() {
          showView(view.fields)
          go(ROUTES.history)
        },
      })),
    },
    {
      label: t('frame.palette.groupProfile'),
      entries: profiles.map((profile) => ({
        id: `profile.${profile.id}`,
        label: t('frame.palette.useProfile', { name: profile.name }),
        hint: t(`common.environment.${profile.environment}`),
        icon: <IconUsers {...icon} />,
        run: () => choose(profile.id),
      })),
    },
    {
      label: t('frame.palette.groupLook'),
      entries: [
        {
          id: 'light',
          label: t('frame.palette.themeLight'),
          icon: <IconSun {...icon} />,
          run: theme('light'),
        },
        { id: 'dark', label: t('frame.palette.themeDark'), icon: <IconMoon {...icon} />, run: theme('dark') },
        {
          id: 'auto',
          label: t('frame.palette.themeSystem'),
          icon: <IconSunMoon {...icon} />,
          run: theme('system'),
        },
      ],
    },
  ]
}
