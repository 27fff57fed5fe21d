import { Spotlight, spotlight } from '@mantine/spotlight'
import {
  IconFileMusic,
  IconHistory,
  IconKeyboard,
  IconMessage2,
  IconMoon,
  IconPhone,
  IconPhonePlus,
  IconSearch,
  IconSettings,
  IconSun,
  IconSunMoon,
  IconUserCog,
  IconUsers,
} from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { useLocation } from 'wouter'
import { groupNumber, numberPart, parseDialled } from '../../domain/phone/index.ts'
import { useDial } from '../features/dial/index.ts'
import { useHistory } from '../features/history/index.ts'
import { useProfiles } from '../features/profiles/index.ts'
import { useSettings } from '../features/settings/index.ts'
import { useTexts } from '../i18n/index.ts'
import { ROUTES } from '../ui/routes.ts'

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
      scrollable
      centered={false}
      yOffset={96}
      overlayProps={{ backgroundOpacity: 0.35, blur: 0 }}
      maxHeight={420}
      size={560}
    >
      <Spotlight.Search
        placeholder={t('frame.palette.placeholder')}
        aria-label={t('frame.palette.open')}
        leftSection={<IconSearch size={18} stroke={1.6} aria-hidden="true" />}
      />
      <Spotlight.ActionsList>
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
      </Spotlight.ActionsList>
    </Spotlight.Root>
  )
}

function useCommands(query: string, onShortcuts: () => void): Group[] {
  const { t } = useTexts()
  const [, go] = useLocation()
  const setDial = useDial((state) => state.set)
  const setFields = useHistory((state) => state.setFields)
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
        {
          id: 'go.dial',
          label: t('frame.palette.goDial'),
          icon: <IconPhone {...icon} />,
          run: () => go(ROUTES.dial),
        },
        {
          id: 'go.history',
          label: t('frame.palette.goHistory'),
          icon: <IconHistory {...icon} />,
          run: () => go(ROUTES.history),
        },
        {
          id: 'go.prompts',
          label: t('frame.palette.goPrompts'),
          icon: <IconFileMusic {...icon} />,
          run: () => go(ROUTES.prompts),
        },
        {
          id: 'go.templates',
          label: t('frame.palette.goTemplates'),
          icon: <IconMessage2 {...icon} />,
          run: () => go(ROUTES.templates),
        },
        {
          id: 'go.settings',
          label: t('frame.palette.goSettings'),
          icon: <IconSettings {...icon} />,
          run: () => go(ROUTES.settings),
        },
        {
          id: 'go.profiles',
          label: t('frame.palette.goProfiles'),
          icon: <IconUserCog {...icon} />,
          run: () => go(ROUTES.profiles),
        },
      ],
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
